import type { Dataset } from '../core/datasets/dataset';
import { REVISION } from '../core/design/revision';
import { BitscapeError } from '../core/errors';
import { type CellPosition, cellKey, cellName } from '../core/precision';
import { coarseToFine } from '../core/space/order';
import { cellFromFile } from '../engine/cell-file';
import { keyOfRun, type TrainedCell } from '../engine/checkpoint';
import type { Recipe } from '../engine/recipe';
import {
  mergeResults,
  type Results,
  resultOf,
  resultsDocument,
  resultsFromFile,
  resultsToFile,
} from '../engine/results-file';
import { runKey } from '../engine/run-key';
import type { Arguments } from './arguments';
import { gridRecipe } from './cell-recipe';
import { CELLS_OPTION, chosenCells } from './cells-option';
import type { Command } from './command';
import { openData } from './data';
import { type Chosen, chosenDesign } from './design-options';
import { readText, readTextIfAny, writeWhole } from './files';
import type { Io } from './io';
import {
  DATA_OPTIONS,
  ENGINE_OPTIONS,
  EPOCHS_OPTION,
  GRID_DESIGN_OPTIONS,
  GRID_OPTIONS,
  START_OPTION,
} from './options';
import { openChosenEngine, runCell } from './run-cell';
import { sharedWeights } from './run-shared';
import { SPARSITY_OPTION } from './sparsity-option';

/** `bitscape sweep`: trains the cells of a grid, or merges the results of shards. */
export const sweep: Command = {
  name: 'sweep',
  summary: 'Trains a grid of networks. Run again, it goes on; shards of one sweep are merged with --merge.',
  prints:
    'what it writes to --out: {design, dataset, seed, engine, revision, kind, cells: [{weightBits, activationBits, ' +
    'accuracy, history: [{validation, test}], seconds}]}',
  files: 'a.json b.json ...',
  groups: [
    GRID_DESIGN_OPTIONS,
    { ...GRID_OPTIONS, options: [...GRID_OPTIONS.options, CELLS_OPTION] },
    {
      title: 'Training',
      options: [
        EPOCHS_OPTION,
        START_OPTION,
        SPARSITY_OPTION,
        {
          name: 'out',
          value: '<results.json>',
          help: 'results, rewritten after every cell; trained networks and checkpoints lie in <results>.cells/',
        },
        { name: 'shard', value: 'i/n', help: 'train only every n-th cell, the i-th of each n (i from 1)' },
        { name: 'merge', help: 'merge the given results files instead of training' },
      ],
    },
    DATA_OPTIONS,
    ENGINE_OPTIONS,
  ],
  run: async (args, io) => resultsDocument(await (args.has('merge') ? merge(args) : trainGrid(args, io))),
};

async function merge(args: Arguments): Promise<Results> {
  const [first, ...rest] = await Promise.all(
    args.files.map(async (path) => resultsFromFile(await readText(path), path)),
  );
  if (!first) throw new BitscapeError('MissingFiles', 'give the results files: sweep --merge a.json b.json');
  const merged = rest.reduce(mergeResults, first);
  const out = args.get('out');
  if (out !== undefined) await writeWhole(out, resultsToFile(merged));
  return merged;
}

async function trainGrid(args: Arguments, io: Io): Promise<Results> {
  if (args.files.length > 0) {
    throw new BitscapeError(
      'UnexpectedArgument',
      `"${args.files[0]}": files are for sweep --merge`,
      args.files[0],
    );
  }
  const out = args.need('out');
  const asked = await chosenDesign(args, io);
  const grid = chosenCells(args, asked.design);
  const chosen = { ...asked, design: grid.design };
  const cells = shardOf(args, coarseToFine(grid.cells));
  const data = await openData(args, chosen.topology, io);
  const engine = await openChosenEngine(args, io);
  let results = await earlierResults(out, emptyResults(chosen, data, engine.id));
  const shared = sharedWeights(engine, data, io);
  for (const [i, position] of cells.entries()) {
    const at = `${cellName(position)} (${i + 1} of ${cells.length})`;
    if (results.cells.some((cell) => cellKey(cell) === cellKey(position))) {
      io.note(`${at}: already in ${out}`);
      continue;
    }
    io.note(at);
    const recipe = gridRecipe(chosen, position, data.train.count);
    const file = cellPath(out, position);
    const cell =
      (await finishedCell(file, recipe, data)) ??
      (await runCell({ engine, recipe, data, out: file, shared }, io));
    const { engine: made, revision } = cell;
    const added = { ...results, engine: made, revision, cells: [resultOf(cell)] };
    results = results.cells.length === 0 ? added : mergeResults(results, added);
    await writeWhole(out, resultsToFile(results));
  }
  return results;
}

/** File of a cell's trained network: "results.cells/w3a3.json". */
const cellPath = (out: string, position: CellPosition): string =>
  `${out.replace(/\.json$/, '')}.cells/${cellKey(position)}.json`;

const emptyResults = ({ design, topology }: Chosen, data: Dataset, engine: string): Results => ({
  design: { ...design, data: data.id.startsWith('synthetic') ? 'synthetic' : 'mnist' },
  topology,
  dataset: data.id,
  seed: design.seed,
  engine,
  revision: REVISION,
  kind: 'sweep',
  cells: [],
});

/** Results that the file holds already, for this design. @throws BitscapeError "ResultsMismatch". */
async function earlierResults(out: string, empty: Results): Promise<Results> {
  const text = await readTextIfAny(out);
  if (text === undefined) return empty;
  try {
    const earlier = resultsFromFile(text, out);
    return mergeResults(earlier, { ...empty, engine: earlier.engine, revision: earlier.revision });
  } catch (error) {
    if (!(error instanceof BitscapeError) || error.name !== 'ResultsMismatch') throw error;
    throw new BitscapeError(
      'ResultsMismatch',
      `${out} is of another sweep: ${error.message}; choose another --out`,
      out,
    );
  }
}

/** The cell of an earlier sweep whose results file was lost or is another shard's; undefined if it is another run's. */
async function finishedCell(path: string, recipe: Recipe, data: Dataset): Promise<TrainedCell | undefined> {
  const text = await readTextIfAny(path);
  if (text === undefined) return undefined;
  const cell = cellFromFile(text, path);
  return keyOfRun(cell) === runKey(recipe, data.id) ? cell : undefined;
}

/** The cells of `--shard i/n`; all without it. @throws BitscapeError "BadOption". */
function shardOf(args: Arguments, cells: CellPosition[]): CellPosition[] {
  const text = args.get('shard');
  if (text === undefined) return cells;
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (index >= 1 && index <= count) return cells.filter((_, i) => i % count === index - 1);
  throw new BitscapeError(
    'BadOption',
    `--shard ${text}: it must be i/n with 1 <= i <= n, such as 1/4`,
    '--shard',
  );
}
