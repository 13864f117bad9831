import { BitscapeError } from '../core/errors';
import { ANCHOR_CELLS, type Anchor } from '../core/preview/calibrate';
import { previewOf } from '../core/preview/preview';
import { cellAccuracy } from '../engine/checkpoint';
import { type Results, resultsDocument, resultsToFile } from '../engine/results-file';
import { SHARED_EPOCHS, sharedRecipeFor } from '../engine/shared/recipe';
import type { Arguments } from './arguments';
import { cellRecipe } from './cell-recipe';
import type { Command } from './command';
import { openData } from './data';
import { chosenDesign, countOption } from './design-options';
import { writeWhole } from './files';
import type { Io } from './io';
import { DATA_OPTIONS, ENGINE_OPTIONS, EPOCHS_OPTION, GRID_DESIGN_OPTIONS } from './options';
import { openChosenEngine, runCell } from './run-cell';
import { runShared } from './run-shared';

/** `bitscape preview`: estimates the accuracy of all 64 cells from one shared-weight training. */
export const preview: Command = {
  name: 'preview',
  summary: 'Estimates the accuracy of all 64 networks from one training of shared weights.',
  prints:
    'results of kind preview: {design, dataset, seed, engine, revision, preview: {epochs, anchors}, cells: ' +
    '[{weightBits, activationBits, accuracy, ...}]}',
  groups: [
    GRID_DESIGN_OPTIONS,
    {
      title: 'Preview',
      options: [
        { ...EPOCHS_OPTION, help: `${EPOCHS_OPTION.help}, of the trainings that the preview stands for` },
        {
          name: 'shared-epochs',
          value: 'N',
          help: `epochs of the shared weights, together for all cells (default: ${SHARED_EPOCHS.quick}; more: ${SHARED_EPOCHS.thorough})`,
        },
        {
          name: 'anchors',
          value: 'N',
          help: `cells trained on their own to set the level, 0 to ${ANCHOR_CELLS.length} (default: 1)`,
        },
        { name: 'out', value: '<results.json>', help: 'file for what is printed' },
      ],
    },
    DATA_OPTIONS,
    ENGINE_OPTIONS,
  ],
  async run(args, io) {
    const results = await previewGrid(args, io);
    const out = args.get('out');
    if (out !== undefined) await writeWhole(out, resultsToFile(results));
    return resultsDocument(results);
  },
};

async function previewGrid(args: Arguments, io: Io): Promise<Results> {
  const chosen = await chosenDesign(args, io);
  const anchorCells = ANCHOR_CELLS.slice(0, anchorCount(args));
  const data = await openData(args, chosen.topology, io);
  const engine = await openChosenEngine(args, io);
  const recipe = sharedRecipeFor(cellRecipe(chosen, ANCHOR_CELLS[0]), countOption(args, 'shared-epochs'));
  const shared = await runShared(engine, recipe, data, io);
  const anchors: Anchor[] = [];
  for (const cell of anchorCells) {
    const trained = await runCell({ engine, recipe: cellRecipe(chosen, cell), data, out: undefined }, io);
    anchors.push({ ...cell, accuracy: cellAccuracy(trained) });
  }
  const accuracies = previewOf(recipe.cells, shared.accuracies, anchors);
  const { design, topology } = chosen;
  const { engine: made, revision, seconds } = shared;
  return {
    design: { ...design, data: data.id.startsWith('synthetic') ? 'synthetic' : 'mnist' },
    topology,
    dataset: data.id,
    seed: design.seed,
    engine: made,
    revision,
    kind: 'preview',
    preview: { epochs: recipe.epochs, anchors },
    cells: recipe.cells.map((cell, i) => ({
      ...cell,
      accuracy: accuracies[i],
      history: [],
      seconds: seconds / recipe.cells.length,
    })),
  };
}

/** @throws BitscapeError "BadOption". */
function anchorCount(args: Arguments): number {
  const text = args.get('anchors') ?? '1';
  const count = Number(text);
  if (/^\d$/.test(text) && count <= ANCHOR_CELLS.length) return count;
  throw new BitscapeError(
    'BadOption',
    `--anchors ${text}: it must be a whole number from 0 to ${ANCHOR_CELLS.length}`,
    '--anchors',
  );
}
