import { BitscapeError } from '../errors';
import { type Quantizer, thresholdCount } from '../quantizers/quantizer';
import type { Affine, IntegerStage, Integers } from './integer-network';
import type { Stage } from './topology';

/** What a stage multiplies, and the largest |acc| that it can give. */
export interface Summed {
  stage: Stage;
  /** Weight codes, [units][fanIn]; rows of hidden units whose activation would fall with the sum are negated. */
  weights: Int16Array;
  limit: number;
}

/** The activation of a hidden stage: never falls with the sum. */
export interface Activation {
  output: Quantizer;
  /** Level of a unit, 0 = lowest, for its sum. */
  levelOf: (unit: number) => (acc: number) => number;
  /** The lines nearest to it, for sums of magnitude <= `limit`. */
  linesOf: (limit: number) => Affine;
}

/** Most thresholds of a neuron: a comparison each. With A >= 13 (ReLU) or 14 (hard tanh) bits there are more. */
export const THRESHOLDS_PER_NEURON = 2 ** 12;

/** Most thresholds of a layer. */
const THRESHOLDS_HELD = 2 ** 23;

/** How many thresholds of a neuron, lines and scores a stage of a network with that activation has. */
export function numbersOf(
  { last, units }: Stage,
  output: Quantizer,
): { thresholds: number; lines: number; scores: number } {
  if (last) return { thresholds: 0, lines: 0, scores: units };
  const count = thresholdCount(output);
  return count > THRESHOLDS_PER_NEURON || units * count > THRESHOLDS_HELD
    ? { thresholds: 0, lines: units, scores: 0 }
    : { thresholds: count, lines: 0, scores: 0 };
}

/** A hidden stage: with thresholds that equal its activation for every sum, or with lines where they would be too many. */
export function hiddenStage(
  { stage, weights, limit }: Summed,
  { output, levelOf, linesOf }: Activation,
): IntegerStage {
  assertExact(stage, limit);
  const { thresholds: count, lines } = numbersOf(stage, output);
  const thresholds = integers(stage.units * count, limit);
  if (lines === 0) {
    for (let n = 0; n < stage.units; n++) thresholds.set(thresholdsOf(levelOf(n), count, limit), n * count);
  }
  return {
    stage,
    weights,
    thresholds,
    thresholdCount: count,
    ...(lines > 0 && { lines: linesOf(limit) }),
    scale: new Int16Array(),
    bias: integers(0, limit),
    accumulatorLimit: limit,
  };
}

/** The last stage, with `scoresOf` of the room that its sums leave. */
export function outputStage(
  { stage, weights, limit }: Summed,
  scoresOf: (room: ScoreRoom) => Pick<IntegerStage, 'scale' | 'bias'>,
): IntegerStage {
  assertExact(stage, limit);
  return {
    stage,
    weights,
    thresholds: integers(0, limit),
    thresholdCount: 0,
    ...scoresOf(roomOf(limit)),
    accumulatorLimit: limit,
  };
}

/** Largest |acc| of 32 bits; one more, "never reached", is a threshold too. */
const INT32_LIMIT = 2 ** 31 - 2;

/** Zeros, of the narrowest type that holds -limit to limit + 1. */
export const integers = (length: number, limit: number): Integers =>
  limit > INT32_LIMIT ? new Float64Array(length) : new Int32Array(length);

/** Bits of what is computed from sums: exact in float64, and so is a sum of two. */
const EXACT_BITS = 51;

/** The least bits of a scale: fewer would round scores and lines to nothing. */
const LEAST_SCALE_BITS = 8;

/** Bits that a factor of sums of magnitude <= `limit` may have for exact products. */
export const factorBits = (limit: number): number => EXACT_BITS - Math.ceil(Math.log2(limit + 1));

/** @throws BitscapeError "AccumulatorTooWide" that says what to use instead. */
function assertExact(stage: Stage, limit: number): void {
  if (factorBits(limit) >= LEAST_SCALE_BITS) return;
  throw new BitscapeError(
    'AccumulatorTooWide',
    `the sums of ${stage.name} reach ${limit}, which needs ${Math.ceil(Math.log2(limit + 1)) + 1} bits; the integer network ` +
      `holds ${EXACT_BITS - LEAST_SCALE_BITS + 1}: use fewer weight or activation bits`,
    stage.name,
  );
}

/** Largest magnitudes of the integers of scores. */
export interface ScoreRoom {
  scale: number;
  bias: number;
}

const SCALE_BITS = 15;

/** Wide sums take a bias of more than 32 bits beside them, else their scale would round to 0, and a scale that keeps scores exact. */
const roomOf = (limit: number): ScoreRoom => ({
  scale: 2 ** Math.min(SCALE_BITS, factorBits(limit)) - 1,
  bias: limit > INT32_LIMIT ? 2 ** EXACT_BITS : 2 ** 31 - 1,
});

/** slope * acc + offset per class as integers, with the largest common scale that both have room for. */
export function integerScores(
  slope: readonly number[],
  offset: readonly number[],
  room: ScoreRoom,
): Pick<IntegerStage, 'scale' | 'bias'> {
  const steepest = Math.max(...slope.map(Math.abs), Number.MIN_VALUE);
  const farthest = Math.max(...offset.map(Math.abs), Number.MIN_VALUE);
  const common = Math.min(room.scale / steepest, room.bias / farthest);
  return heldScores(
    slope.map((s) => Math.round(s * common)),
    offset.map((b) => Math.round(b * common)),
    room,
  );
}

/** Integers of scores in the arrays of a stage. */
export const heldScores = (
  scale: readonly number[],
  bias: readonly number[],
  room: ScoreRoom,
): Pick<IntegerStage, 'scale' | 'bias'> => ({
  scale: Int16Array.from(scale),
  bias: room.bias > 2 ** 31 ? Float64Array.from(bias) : Int32Array.from(bias),
});

/** Largest |acc| that weights [units][fanIn] and inputs of magnitude <= `inputLimit` can give. */
export function accumulatorLimit(weights: Int16Array, stage: Stage, inputLimit: number): number {
  let largest = 0;
  for (let n = 0; n < stage.units; n++) {
    let sum = 0;
    for (let i = 0; i < stage.fanIn; i++) sum += Math.abs(weights[n * stage.fanIn + i]);
    largest = Math.max(largest, sum);
  }
  return largest * inputLimit;
}

/**
 * The smallest accumulators in [-limit, limit + 1] that reach levels 1..count of a non-decreasing level
 * function. `limit + 1` stands for "never reached". Bisection on the float path itself, so that rounding
 * cannot make the two differ.
 */
export function thresholdsOf(level: (acc: number) => number, count: number, limit: number): Integers {
  const thresholds = integers(count, limit);
  let from = -limit;
  for (let k = 1; k <= count; k++) {
    let low = from;
    let high = limit + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (level(middle) >= k) high = middle;
      else low = middle + 1;
    }
    thresholds[k - 1] = low;
    from = low;
  }
  return thresholds;
}
