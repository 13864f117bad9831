import type { Topology } from '../../core/network/topology';
import { ALL_BITS, type CellPosition, cellsOf } from '../../core/precision';
import { dropoutOf, type Loss, RECIPE_DEFAULTS, type Recipe } from '../recipe';
import { runKey } from '../run-key';

/**
 * Everything that decides a shared-weight training, besides the data and the engine: one set of weights that works
 * at every precision of `cells` (after AdaBits and Any-Precision DNNs). Every step trains it at one of them.
 */
export interface SharedRecipe {
  topology: Topology;
  inputBits: number;
  cells: readonly CellPosition[];
  /** Passes over the training images, together for all cells. */
  epochs: number;
  batchSize: number;
  /** Adam's learning rate at the start; it falls linearly to 0 over the run. */
  learningRate: number;
  loss: Loss;
  dropout: Recipe['dropout'];
  seed: number;
}

/** A recipe with the defaults of single networks filled in. */
export const sharedRecipeOf = (
  choice: Pick<SharedRecipe, 'topology' | 'inputBits' | 'cells' | 'epochs' | 'seed'> & Partial<SharedRecipe>,
): SharedRecipe => ({ ...RECIPE_DEFAULTS, dropout: dropoutOf(choice.topology), ...choice });

/** The recipe of one of the cells, as far as batches and the first weights depend on it. */
export const recipeAt = (
  { cells: _, inputBits, ...shared }: SharedRecipe,
  { weightBits, activationBits }: CellPosition,
): Recipe => ({ ...shared, precision: { weightBits, activationBits, inputBits } });

/** Epochs of the shared-weight training: what a preview takes at once, and where more time is given. */
export const SHARED_EPOCHS = { quick: 6, thorough: 24 } as const;

/** Learning rate of shared weights in those of a cell: few epochs rank the cells better at twice the rate. */
const SHARED_RATE = 2;

/** The shared-weight training of the whole grid that belongs to a cell's recipe: the same for all cells. */
export function sharedRecipeFor(recipe: Recipe, epochs: number = SHARED_EPOCHS.quick): SharedRecipe {
  const { topology, precision, batchSize, learningRate, loss, dropout, seed } = recipe;
  const cells = cellsOf(ALL_BITS, ALL_BITS);
  return {
    topology,
    inputBits: precision.inputBits,
    cells,
    epochs,
    batchSize,
    learningRate: SHARED_RATE * learningRate,
    loss,
    dropout,
    seed,
  };
}

/**
 * Identity of the shared-weight trainings that belong to a cell's recipe, of whatever length: the run key of no cell
 * in particular, of 0 bits and 0 epochs.
 */
export const sharedKey = ({ precision: { inputBits }, ...recipe }: Recipe, dataset: string): string =>
  runKey(
    {
      ...recipe,
      precision: { weightBits: 0, activationBits: 0, inputBits },
      epochs: 0,
      start: undefined,
      sparsity: undefined,
      parent: undefined,
      ptq: undefined,
    },
    dataset,
  );
