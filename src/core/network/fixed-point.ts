import { integerBitsOf } from '../fixed/binary-point';
import { fixedType } from '../fixed/fixed-type';
import { type KHotMethod, kHotTable } from '../fixed/k-hot';
import type { CastStep } from '../fixed/straight-through';
import type { Precision } from '../precision';
import { clamp, roundHalfUp } from '../quantizers/rounding';
import { activationQuantizer } from './fold';
import { BATCH_NORM, type StageParameters } from './parameters';
import type { Topology } from './topology';

/** What makes a network fixed point, besides the widths of weights and activations. Source: paper 004. */
export interface FixedChoice {
  /** Bits of the multiplier and the bias that BatchNorm is folded into. */
  parameterBits: number;
  /** Weights and multipliers are sums of at most so many powers of two; null: of any number. */
  kHot: number | null;
  method: KHotMethod;
  lowest: LowestInteger;
}

/**
 * Fewest integer bits that a trained I may stand for: `negative`: -W, all values behind the point, as a multiplier after sums
 * of hundreds of products needs; `zero`: 0, as paper 004 has it (Algorithm 2).
 */
export const LOWEST_INTEGERS = ['negative', 'zero'] as const;
export type LowestInteger = (typeof LOWEST_INTEGERS)[number];

/** The fewest integer bits at a width. */
export const leastInteger = ({ lowest }: Pick<FixedChoice, 'lowest'>, width: number): number =>
  lowest === 'zero' ? 0 : -width;

/** What of a stage has a binary point of its own, in the order of `StageParameters.points`. */
export const POINTS = ['weights', 'multiplier', 'bias', 'activation'] as const;
export type Point = (typeof POINTS)[number];

/** Widths in bits: K-hot codes are looked up, so 16 is the end. */
export const FIXED_BITS = { min: 2, max: 16 } as const;

/** A cast to integer codes times a step that is a power of two, rounding half up, saturating. */
export interface PointCast {
  step: number;
  minCode: number;
  maxCode: number;
  /** K-hot code of every code from `minCode` on; null: the code itself. */
  hot: Int32Array | null;
}

/** The casts of a stage. */
export type StageCasts = Readonly<Record<Point, PointCast>>;

/**
 * What a stage's trained integer bits stand for at present (Algorithm 2). Weights lose their lowest code, as all our
 * hardware holds (AP_SAT_SYM); multiplier and bias are AP_SAT; activations have the codes of `activationQuantizer`.
 */
export function stageCasts(
  topology: Topology,
  precision: Precision,
  fixed: FixedChoice,
  points: Float32Array,
): StageCasts {
  const widths = widthsOf(precision, fixed);
  const step = (point: Point): number => {
    const width = widths[point];
    return 2 ** (integerBitsOf(points[POINTS.indexOf(point)], width, leastInteger(fixed, width)) - width);
  };
  const signed = (point: Point, symmetric: boolean, hot: boolean): PointCast => {
    const maxCode = 2 ** (widths[point] - 1) - 1;
    const table =
      hot && fixed.kHot !== null ? hotCodes(widths[point], symmetric, fixed.kHot, fixed.method) : null;
    return { step: step(point), minCode: symmetric ? -maxCode : -maxCode - 1, maxCode, hot: table };
  };
  const { minCode, maxCode } = activationQuantizer(topology, precision.activationBits);
  return {
    weights: signed('weights', true, true),
    multiplier: signed('multiplier', false, true),
    bias: signed('bias', false, false),
    activation: { step: step('activation'), minCode, maxCode, hot: null },
  };
}

const widthsOf = (
  { weightBits, activationBits }: Precision,
  { parameterBits }: FixedChoice,
): Readonly<Record<Point, number>> => ({
  weights: weightBits,
  multiplier: parameterBits,
  bias: parameterBits,
  activation: activationBits,
});

/** K-hot tables by what they are of: one of 16 bits takes a fifth of a second to make, and is needed at every step. */
const tables = new Map<string, Int32Array>();

function hotCodes(width: number, symmetric: boolean, k: number, method: KHotMethod): Int32Array {
  const key = `${width} ${symmetric} ${k} ${method}`;
  const known = tables.get(key);
  if (known) return known;
  const overflow = symmetric ? 'SAT_SYM' : 'SAT';
  const { codes } = kHotTable(fixedType({ width, integer: 0, overflow }), k, method);
  tables.set(key, codes);
  return codes;
}

/** Code of a real. */
export function castCode({ step, minCode, maxCode, hot }: PointCast, x: number): number {
  const code = clamp(roundHalfUp(x / step), minCode, maxCode) + 0;
  return hot ? hot[code - minCode] : code;
}

/** What the cast does to a real, forward and backward: as `learnedCast` and `kHotCast` of src/core/fixed. */
export function castStep(cast: PointCast, x: number): CastStep {
  const value = castCode(cast, x) * cast.step;
  const dInput = castPasses(cast, x) ? 1 : 0;
  return { value, dInput, dInteger: Math.LN2 * (value - (dInput ? x : 0)) };
}

/** Whether the gradient passes: the rounded code is in range. */
export function castPasses({ step, minCode, maxCode }: PointCast, x: number): boolean {
  const code = roundHalfUp(x / step);
  return code >= minCode && code <= maxCode;
}

/** BatchNorm with running statistics as one line per unit: y = multiplier z + bias (paper 004, qfx.BN). */
export interface Line {
  multiplier: Float64Array;
  bias: Float64Array;
}

/** The line of a stage's BatchNorm in reals. */
export function batchNormLine({ gamma, beta, mean, variance }: StageParameters): Line {
  const multiplier = Float64Array.from(gamma, (g, n) => g * inverseDeviation(variance[n]));
  return { multiplier, bias: Float64Array.from(beta, (b, n) => b - mean[n] * multiplier[n]) };
}

/** 1 / sqrt(variance + epsilon). */
export const inverseDeviation = (variance: number): number => 1 / Math.sqrt(variance + BATCH_NORM.epsilon);
