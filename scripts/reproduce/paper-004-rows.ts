import type { CompressionPlan, FixedStep } from '../../src/core/compress/plan';
import { FIXED_TUNING, TRAINING_DEFAULTS } from '../../src/core/compress/presets';
import type { LowestInteger } from '../../src/core/network/fixed-point';
import { defaultInputBits, PRESETS } from '../../src/core/network/presets';
import type { Compression } from '../../src/engine/compress/result';

/** The networks: ours for the paper's. */
export const NETWORKS = ['sfc', 'cnn'] as const;
export type Network = (typeof NETWORKS)[number];

/** One width of everything: weights, activations, multipliers and biases, as the paper's W. */
export interface FixedRow {
  network: Network;
  bits: number;
  kHot: number;
  lowest: LowestInteger;
}

/** Total bits of the tables. */
export const WIDTHS = [16, 12, 10, 8, 6, 4, 3] as const;
/** Of the rows with integer bits from 0, and of those with 2-hot codes. */
export const ZERO_WIDTHS: readonly number[] = [8, 6, 4];
export const HOT_WIDTHS: readonly number[] = [8, 6];

/** Name of a row in the record. */
export const rowName = ({ network, bits, kHot, lowest }: FixedRow): string =>
  [network, bits, ...(kHot ? [`${kHot}hot`] : []), ...(lowest === 'zero' ? ['from0'] : [])].join('-');

const row = (bits: number, kHot = 0, lowest: LowestInteger = 'negative') =>
  NETWORKS.map((network): FixedRow => ({ network, bits, kHot, lowest }));

/** All rows; those that say most come first. */
export const ROWS: readonly FixedRow[] = [
  ...[8, 6, 4, 3].flatMap((bits) => row(bits)),
  ...HOT_WIDTHS.flatMap((bits) => row(bits, 2)),
  ...[10, 12, 16].flatMap((bits) => row(bits)),
  ...ZERO_WIDTHS.toReversed().flatMap((bits) => row(bits, 0, 'zero')),
];

/** The float training that all rows of a network start from. */
export const FLOAT_TRAINING = { ...TRAINING_DEFAULTS, epochs: 10 };

/** Epochs of the training from there. */
export const EPOCHS = 2;

/** A row as a plan: the float network, the points of least error, the training. */
export function planOf({ network, bits, kHot, lowest }: FixedRow): CompressionPlan {
  const topology = PRESETS[network];
  const step = (epochs: number): FixedStep => ({
    kind: 'fixed',
    weightBits: bits,
    activationBits: bits,
    parameterBits: bits,
    kHot,
    method: 'nearest',
    lowest,
    ...FIXED_TUNING,
    epochs,
  });
  return {
    topology,
    inputBits: defaultInputBits(topology),
    loss: 'cross-entropy',
    seed: 42,
    wanted: null,
    steps: [{ kind: 'train', ...FLOAT_TRAINING }, step(0), step(EPOCHS)],
  };
}

/** Accuracies 0..1 on validation and test. */
export interface Pair {
  validation: number;
  test: number;
}

/** What a row has: accuracy in float, with the points placed, and trained; null: an integer network. */
export interface FixedFigures {
  float: Pair;
  ptq: Pair;
  qfx: Pair;
}

/** The figures of a plan that was run. */
export function figuresOf({ steps }: Compression): FixedFigures {
  const [float, ptq, qfx] = steps.map(({ accuracy }) => accuracy);
  if (!float || !ptq || !qfx) throw new RangeError('all three steps of a row are run');
  return { float, ptq, qfx };
}
