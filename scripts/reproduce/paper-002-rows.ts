import type { CompressionPlan, TrainingChoice } from '../../src/core/compress/plan';
import { PRESETS } from '../../src/core/network/presets';

/** Seeds of table III; its figures are their means. Other shares of zeros than its 75 % have the first alone. */
export const SEEDS = [1, 2, 3] as const;

/** Shares of zeros of figure 2, and that of table III and figure 3. */
export const AMOUNTS = [0.25, 0.5, 0.75, 0.9] as const;
export const PRUNED = 0.75;

/** Widths of table III and figure 3, weights and activations alike. */
export const WIDTHS = [16, 8, 6, 4] as const;

const BATCH = { batchSize: 100 };

/** How each step trains: dense in float, pruned in float from there, quantized from the pruned one. */
export const TRAININGS: Readonly<Record<'dense' | 'prune' | 'qat', TrainingChoice>> = {
  dense: { ...BATCH, epochs: 15, learningRate: 3e-3 },
  prune: { ...BATCH, epochs: 10, learningRate: 1e-3 },
  qat: { ...BATCH, epochs: 5, learningRate: 1e-3 },
};

/** The plan that the steps belong to: the paper's network on 8-bit features. */
export const planOf = (seed: number): CompressionPlan => ({
  topology: PRESETS.jets,
  inputBits: 8,
  loss: 'cross-entropy',
  seed,
  wanted: null,
  steps: [],
});

/** A network of paper 002, measured. */
export interface JetFigures {
  /** What the data set calls itself. */
  data: string;
  testJets: number;
  accuracy: { validation: number; test: number };
  meanAuc: number | null;
  /** Weights of each layer that are not 0. */
  nonZero: number[];
}

export const denseRow = (seed: number): string => `dense-s${seed}`;
export const prunedRow = (amount: number, seed: number): string =>
  `pruned${Math.round(100 * amount)}-s${seed}`;
export const intRow = (bits: number, seed: number): string => `int${bits}-s${seed}`;
