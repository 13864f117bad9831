/**
 * The preview against the reference atlas's independent trainings: `npx tsx bench/preview.ts [seeds]`, with MNIST in
 * BITSCAPE_MNIST_DIR. Anchors are trained with seeds that are not in the atlas. Prints JSON.
 *   --network tfc, sfc or cnn   --budgets quick,thorough (shared epochs)   --anchors 4 (cells trained on their own)
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { atlasRunFromJson } from '../src/core/atlas/run-file';
import { summaryOf } from '../src/core/atlas/summary';
import { topologyOf } from '../src/core/network/presets';
import { type CellPosition, cellKey } from '../src/core/precision';
import { ANCHOR_CELLS, type Anchor } from '../src/core/preview/calibrate';
import { previewOf } from '../src/core/preview/preview';
import { meanAbsoluteError, spearman } from '../src/core/space/rank-correlation';
import { readDataset } from '../src/data/node';
import { cellAccuracy } from '../src/engine/checkpoint';
import { openEngine } from '../src/engine/engines';
import { type Recipe, recipeOf } from '../src/engine/recipe';
import { trainCell } from '../src/engine/run';
import { SHARED_EPOCHS, sharedRecipeFor } from '../src/engine/shared/recipe';
import { trainShared } from '../src/engine/shared/run';

const { values, positionals } = parseArgs({
  options: {
    network: { type: 'string', default: 'tfc' },
    budgets: { type: 'string', default: 'quick,thorough' },
    anchors: { type: 'string', default: `${ANCHOR_CELLS.length}` },
  },
  allowPositionals: true,
});
const [seeds = '101,102,103'] = positionals;
const anchorCells = ANCHOR_CELLS.slice(0, Number(values.anchors));
/** Run of the atlas that has the whole grid of a network. */
const RUNS: Readonly<Record<string, string>> = { tfc: 'tfc-10', sfc: 'sfc-20', cnn: 'cnn-5' };
const atlas = atlasRunFromJson(readFileSync(`public/atlas/${RUNS[values.network]}.json`, 'utf8'));
const accuracies = new Map(atlas.cells.map((cell) => [cellKey(cell), summaryOf(cell).mean]));
const data = await readDataset(undefined);
const engine = await openEngine('auto');
const topology = topologyOf(values.network);

const recipeAt = (cell: CellPosition, seed: number): Recipe =>
  recipeOf({
    topology,
    precision: { ...cell, inputBits: atlas.terms.inputBits },
    epochs: atlas.terms.epochs,
    seed,
  });

async function anchorsOf(seed: number): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for (const cell of anchorCells) {
    const trained = await trainCell(engine, recipeAt(cell, seed), data);
    anchors.push({ ...cell, accuracy: cellAccuracy(trained) });
  }
  return anchors;
}

const rows = [];
for (const seed of seeds.split(',').map(Number)) {
  const anchors = await anchorsOf(seed);
  for (const [budget, epochs] of Object.entries(SHARED_EPOCHS)) {
    if (!values.budgets.split(',').includes(budget)) continue;
    const recipe = sharedRecipeFor(recipeAt(ANCHOR_CELLS[0], seed), epochs);
    const shared = await trainShared(engine, recipe, data);
    const wanted = recipe.cells.map((cell) => accuracies.get(cellKey(cell)) ?? Number.NaN);
    for (const count of [0, 1, 2, 4].filter((n) => n <= anchors.length)) {
      const preview = previewOf(recipe.cells, shared.accuracies, anchors.slice(0, count));
      rows.push({
        seed,
        budget,
        epochs,
        anchors: count,
        seconds: shared.seconds,
        spearman: spearman(preview, wanted),
        unsmoothed: spearman(shared.accuracies, wanted),
        points: 100 * meanAbsoluteError(preview, wanted),
      });
    }
  }
}
console.log(JSON.stringify({ engine: engine.id, data: data.id, against: atlas.id, rows }, null, 1));
