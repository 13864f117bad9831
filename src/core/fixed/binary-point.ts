import { clamp } from '../quantizers/rounding';
import { valueCaster } from './cast';
import type { FixedType } from './fixed-type';
import { roundedNumber } from './rounding-modes';
import { type CastStep, differentiableCast } from './straight-through';

/** A fixed-point type whose integer bits are trained: the real number I in the place of the integer. */
export interface LearnedType extends FixedType {
  /** The trained integer bits I, any real number. */
  integer: number;
  /** Fewest integer bits that it may stand for; 0 if left out. */
  lowest?: number;
}

/**
 * Integer bits that a trained I stands for: round(clamp(I, lowest, W)), ties to even as torch.round. Source: paper 004,
 * Algorithm 2, where `lowest` is 0; below it all values lie behind the point, as those of a BatchNorm after long sums do.
 */
export const integerBitsOf = (trained: number, width: number, lowest = 0): number =>
  roundedNumber('RND_CONV', clamp(trained, lowest, width)) + 0;

/** The type that a learned type stands for at present. */
export const settledType = (type: LearnedType): FixedType => ({
  ...type,
  integer: integerBitsOf(type.integer, type.width, type.lowest),
});

/**
 * A cast with a learned binary point: `dInteger` is the derivative by the trained I. It equals the one by the rounded
 * I, since the paper lets the gradient pass straight through the rounding and the clamp (Algorithm 2), so that an I
 * beyond 0 or W can come back.
 * @throws BitscapeError "TooWide"; the function throws "NotANumber".
 */
export const learnedCast = (type: LearnedType): ((x: number) => CastStep) =>
  differentiableCast(settledType(type));

/** Integer bits with the error that they make. */
export interface PointError {
  integer: number;
  /** Mean of the squared differences between values and cast values. */
  meanSquaredError: number;
}

/**
 * The error of values at every binary point from 0 to W integer bits. The paper's post-training baseline takes the one
 * with the least (section 4.1, quantization configurations).
 * @throws BitscapeError "TooWide" or "NotANumber".
 */
export function binaryPointErrors(values: readonly number[], type: FixedType): PointError[] {
  return Array.from({ length: type.width + 1 }, (_, integer) => {
    const cast = valueCaster({ ...type, integer });
    const sum = values.reduce((total, x) => total + (cast(x) - x) ** 2, 0);
    return { integer, meanSquaredError: values.length ? sum / values.length : 0 };
  });
}

/** The integer bits with the least error; of equals the fewest, whose step is finest. */
export const bestBinaryPoint = (values: readonly number[], type: FixedType): PointError =>
  binaryPointErrors(values, type).reduce((best, next) =>
    next.meanSquaredError < best.meanSquaredError ? next : best,
  );
