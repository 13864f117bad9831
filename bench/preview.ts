/**
 * The preview against the reference atlas's independent trainings of TFC: `npx tsx bench/preview.ts [seeds]`, with
 * MNIST in BITSCAPE_MNIST_DIR. Anchors are trained with seeds that are not in the atlas. Prints JSON.
 */
import { readFileSync } from 'node:fs';
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

const [seeds = '101,102,103'] = process.argv.slice(2);
const atlas = atlasRunFromJson(readFileSync('public/atlas/tfc-10.json', 'utf8'));
const accuracies = new Map(atlas.cells.map((cell) => [cellKey(cell), summaryOf(cell).mean]));
const data = await readDataset(undefined);
const engine = await openEngine('auto');
const topology = topologyOf('tfc');

const recipeAt = (cell: CellPosition, seed: number): Recipe =>
  recipeOf({ topology, precision: { ...cell, inputBits: 1 }, epochs: atlas.terms.epochs, seed });

async function anchorsOf(seed: number): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for (const cell of ANCHOR_CELLS) {
    const trained = await trainCell(engine, recipeAt(cell, seed), data);
    anchors.push({ ...cell, accuracy: cellAccuracy(trained) });
  }
  return anchors;
}

const rows = [];
for (const seed of seeds.split(',').map(Number)) {
  const anchors = await anchorsOf(seed);
  for (const [budget, epochs] of Object.entries(SHARED_EPOCHS)) {
    const recipe = sharedRecipeFor(recipeAt(ANCHOR_CELLS[0], seed), epochs);
    const shared = await trainShared(engine, recipe, data);
    const wanted = recipe.cells.map((cell) => accuracies.get(cellKey(cell)) ?? Number.NaN);
    for (const count of [0, 1, 2, 4]) {
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
