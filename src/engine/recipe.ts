import type { Sparsity } from '../core/compress/sparsity';
import type { FixedChoice } from '../core/network/fixed-point';
import type { Topology } from '../core/network/topology';
import type { Precision } from '../core/precision';

export type Loss = 'cross-entropy' | 'squared-hinge';

/** Everything that decides a training run, besides the data and the engine. */
export interface Recipe {
  topology: Topology;
  precision: Precision;
  epochs: number;
  batchSize: number;
  /** Adam's learning rate at the start; it falls linearly to 0 over the run. */
  learningRate: number;
  loss: Loss;
  /** Share of the input and of each hidden output that is dropped while training. */
  dropout: { input: number; hidden: number };
  seed: number;
  /** Starts at the weights of the grid's shared-weight training; absent: at random ones, as in the papers. */
  start?: 'shared';
  /** How the network was quantized after a float training of the recipe (`ptqKey`); absent: it was not. */
  ptq?: string;
  /** Key of the run whose parameters this one goes on from (fine-tuning); absent: of none. */
  parent?: string;
  /** Prunes while training; absent: no weight is held at 0. */
  sparsity?: Sparsity;
  /** Trains a fixed-point network with learned binary points, BatchNorm's statistics held; absent: the grid's quantizers. */
  fixed?: FixedChoice;
}

/** Adam's constants (Kingma and Ba, 2015). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** Training defaults of the papers' recipes; see docs/training.md for what was measured. */
export const RECIPE_DEFAULTS = { batchSize: 100, learningRate: 3e-3, loss: 'cross-entropy' } as const;

/** Dropout by network: BNN-PYNQ's 0.2 / 0.5 for lfc, less for the small networks, which underfit. */
const DROPOUT: Readonly<Record<string, Recipe['dropout']>> = {
  tfc: { input: 0, hidden: 0 },
  sfc: { input: 0.05, hidden: 0.05 },
  lfc: { input: 0.2, hidden: 0.5 },
  cnn: { input: 0, hidden: 0 },
};

/** Dropout of a preset; a custom MLP takes that of the preset nearest in width. */
export function dropoutOf(topology: Topology): Recipe['dropout'] {
  const named = DROPOUT[topology.name];
  if (named) return named;
  const widths = topology.layers.slice(0, -1).map((l) => (l.kind === 'dense' ? l.units : 0));
  const widest = Math.max(0, ...widths);
  return DROPOUT[widest > 512 ? 'lfc' : widest > 128 ? 'sfc' : 'tfc'];
}

/** A recipe with the defaults filled in. */
export const recipeOf = (
  choice: Pick<Recipe, 'topology' | 'precision' | 'epochs' | 'seed'> & Partial<Recipe>,
): Recipe => ({ ...RECIPE_DEFAULTS, dropout: dropoutOf(choice.topology), ...choice });

/**
 * BNN-PYNQ's Glorot factor: the Adam step of a stage's weights is multiplied by
 * 1 / sqrt(1.5 / (fanIn + units)).
 */
export const glorotScale = (fanIn: number, units: number): number => 1 / Math.sqrt(1.5 / (fanIn + units));

/** Adam's step size at step `t` (1-based) with both bias corrections in it (Kingma and Ba, end of section 2). */
export const adamRate = (learningRate: number, t: number): number =>
  (learningRate * Math.sqrt(1 - power(ADAM.beta2, t))) / (1 - power(ADAM.beta1, t));

/** base^n for a whole n by squaring: unlike `**`, whose last bit is up to the browser, the same everywhere. */
function power(base: number, n: number): number {
  let result = 1;
  for (let square = base, rest = n; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}

/** Adam's step of trained integer bits is so many times the others': a bit is a factor of two. */
export const POINT_RATE = 10;

/** Learning rate of step `step` (0-based) of `steps`: linear from the recipe's value towards 0. */
export const learningRateAt = (recipe: Recipe, step: number, steps: number): number =>
  recipe.learningRate * (1 - step / steps);
