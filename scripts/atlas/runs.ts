import type { AtlasTerms } from '../../src/core/atlas/atlas';
import { MNIST_VALIDATION } from '../../src/core/datasets/mnist';
import { defaultInputBits, topologyOf } from '../../src/core/network/presets';
import { ALL_BITS, type CellPosition, cellKey, cellsOf } from '../../src/core/precision';
import { FAMILIES } from '../../src/core/space/families';
import { RECIPE_DEFAULTS } from '../../src/engine/recipe';

/** The trainings of one seed: a sweep, whose files in the work folder have this name. */
export interface Part {
  name: string;
  seed: number;
}

/** A run of the atlas as it is meant to be. */
export interface RunPlan {
  id: string;
  terms: AtlasTerms;
  parts: readonly Part[];
  cells: readonly CellPosition[];
  /** Whether the packed networks of the first part go into the atlas. */
  networks: boolean;
}

const GRID = cellsOf(ALL_BITS, ALL_BITS);

/** The rows and columns that show the shape of the grid, and what the radars of paper 003 (Fig. 7) need besides. */
const LFC_CELLS = [
  ...new Map(
    [...cellsOf([1, 2, 3, 4, 8], [1, 2, 3, 4, 8]), ...FAMILIES.flatMap((family) => family.cells)].map(
      (cell) => [cellKey(cell), cell],
    ),
  ).values(),
];

/** Data set of every run, and what of it the accuracies are measured on. */
export const DATASET = 'mnist';
export const IMAGES = { validation: MNIST_VALIDATION, test: 10_000 } as const;

/** Every run of the atlas, in the order in which they are trained and listed. */
export const RUNS: readonly RunPlan[] = [
  {
    ...run('tfc', 10, GRID),
    parts: [1, 2, 3].map((seed) => ({ name: `tfc10s${seed}`, seed })),
  },
  { ...run('tfc', 30, GRID), networks: true },
  run('sfc', 20, GRID),
  run('cnn', 5, GRID),
  run('lfc', 10, LFC_CELLS),
];

/** A run of seed 1, without networks. */
export function run(network: string, epochs: number, cells: readonly CellPosition[]): RunPlan {
  const inputBits = defaultInputBits(topologyOf(network));
  return {
    id: `${network}-${epochs}`,
    terms: { network, inputBits, loss: RECIPE_DEFAULTS.loss, epochs },
    parts: [{ name: `${network}${epochs}`, seed: 1 }],
    cells,
    networks: false,
  };
}
