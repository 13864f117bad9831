import type { IntegerNetwork } from '../network/integer-network';
import type { Stage } from '../network/topology';
import { FLOAT_BITS } from '../precision';

/** What a network is made of. */
export interface NetworkSize {
  /** Weights and biases, BatchNorm folded into them. */
  parameters: number;
  /** Weights that are 0. */
  zeros: number;
  /** Products per image that are not with a 0. */
  products: number;
  /** Bytes of the weights, and with 32-bit biases of all parameters: what a model file holds. */
  weightBytes: number;
  memoryBytes: number;
  /** Bytes of the thresholds or lines that the integer network has in place of biases; null without one. */
  thresholdBytes: number | null;
}

/** A layer's weights as they take part, in any order, at a width; null: float. */
export interface SizedStage {
  stage: Stage;
  weights: ArrayLike<number>;
  weightBits: number | null;
}

/** Size of a network; `integer`: its integer network, if it has one. */
export function sizeOf(stages: readonly SizedStage[], integer: IntegerNetwork | null): NetworkSize {
  const sum = (of: (stage: SizedStage) => number): number => stages.reduce((total, s) => total + of(s), 0);
  const weights = sum((s) => s.weights.length);
  const biases = sum((s) => s.stage.units);
  const weightBytes = Math.ceil(sum((s) => s.weights.length * (s.weightBits ?? FLOAT_BITS)) / 8);
  return {
    parameters: weights + biases,
    zeros: sum(zerosOf),
    products: sum((s) => (s.weights.length - zerosOf(s)) * s.stage.vectors),
    weightBytes,
    memoryBytes: weightBytes + (biases * FLOAT_BITS) / 8,
    thresholdBytes: integer ? thresholdBytes(integer) : null,
  };
}

/** Weights of each layer that are not 0. */
export const nonZeroOf = (stages: readonly Pick<SizedStage, 'weights'>[]): number[] =>
  stages.map((s) => s.weights.length - zerosOf(s));

function zerosOf({ weights }: Pick<SizedStage, 'weights'>): number {
  let zeros = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] === 0) zeros++;
  return zeros;
}

/** Each threshold at the width of its layer's accumulator; of lines scales and biases at the widths of the widest. */
const thresholdBytes = ({ stages }: IntegerNetwork): number =>
  Math.ceil(
    stages.reduce((bits, { thresholds, lines, stage, accumulatorLimit }) => {
      const line = lines ? signedBits(lines.scale) - 1 + signedBits(lines.bias) : 0;
      return bits + thresholds.length * signedBits([accumulatorLimit]) + stage.units * line;
    }, 0) / 8,
  );

/** Bits of a two's complement number that holds each of these and its negative. */
const signedBits = (values: ArrayLike<number>): number => {
  const largest = Array.from(values, Math.abs).reduce((a, b) => Math.max(a, b), 0);
  return Math.ceil(Math.log2(largest + 1)) + 1;
};
