import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESIGN_DEFAULTS } from '../../src/core/design/design';
import { foldNetwork } from '../../src/core/network/fold';
import { packNetwork } from '../../src/core/network/pack';
import { topologyOf } from '../../src/core/network/presets';
import { randomParameters } from '../../src/core/network/testing';
import { type CellPosition, cellKey } from '../../src/core/precision';
import { cellToFile } from '../../src/engine/cell-file';
import type { TrainedCell } from '../../src/engine/checkpoint';
import { recipeOf } from '../../src/engine/recipe';
import { type Results, resultOf, resultsToFile } from '../../src/engine/results-file';
import { type RunPlan, run } from './runs';

/** A run of two epochs of tfc. */
export const planOf = (cells: readonly CellPosition[], members: Partial<RunPlan> = {}): RunPlan => ({
  ...run('tfc', 2, cells),
  ...members,
});

/** A cell as a sweep would have trained it, its network random, its last accuracy `test`. */
export function trainedCell(plan: RunPlan, seed: number, cell: CellPosition, test: number): TrainedCell {
  const { network, inputBits, epochs } = plan.terms;
  const topology = topologyOf(network);
  const precision = { ...cell, inputBits };
  return {
    version: 1,
    recipe: recipeOf({ topology, precision, epochs, seed }),
    dataset: 'mnist',
    history: [
      { validation: 0.8, test: 0.81, loss: 2 },
      { validation: 0.9, test, loss: 1 },
    ],
    network: packNetwork(foldNetwork(topology, precision, randomParameters(topology, seed))),
    seconds: 1,
    engine: 'reference',
    revision: '0.1.0',
    trainingVersion: 1,
  };
}

/** What a sweep leaves in a folder: `<name>.json`, and each cell in `<name>.cells/`. */
export function leaveSweep(
  work: string,
  name: string,
  plan: RunPlan,
  seed: number,
  cells: readonly TrainedCell[],
  members: Partial<Results> = {},
): void {
  const { network, epochs, loss } = plan.terms;
  const results: Results = {
    design: { ...DESIGN_DEFAULTS, network, epochs, loss, seed, data: 'mnist' },
    topology: topologyOf(network),
    dataset: 'mnist',
    seed,
    engine: 'reference',
    revision: '0.1.0',
    kind: 'sweep',
    cells: cells.map(resultOf),
    ...members,
  };
  mkdirSync(join(work, `${name}.cells`), { recursive: true });
  writeFileSync(join(work, `${name}.json`), resultsToFile(results));
  for (const cell of cells) {
    writeFileSync(join(work, `${name}.cells`, `${cellKey(cell.recipe.precision)}.json`), cellToFile(cell));
  }
}
