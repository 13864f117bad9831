import { scaled } from './exact-double';
import { type FixedType, fractionOf } from './fixed-type';

/** Smallest and largest of something, both included. */
export interface Limits<T> {
  min: T;
  max: T;
}

/** Codes that the bits can hold: two's complement, whatever the overflow mode. */
export const bitLimits = ({ width, signed }: FixedType): Limits<bigint> =>
  signed
    ? { min: -(1n << BigInt(width - 1)), max: (1n << BigInt(width - 1)) - 1n }
    : { min: 0n, max: (1n << BigInt(width)) - 1n };

/**
 * Codes that a cast gives: those of the bits, but SAT_SYM leaves out the lowest of a signed type. One bit is the
 * exception: AMD's header saturates it to -1, not to -0 (`overflow_adjust`, which sets the lowest bit of the minimum).
 */
export function codeLimits(type: FixedType): Limits<bigint> {
  const limits = bitLimits(type);
  const symmetric = type.overflow === 'SAT_SYM' && type.signed && type.width > 1;
  return symmetric ? { min: -limits.max, max: limits.max } : limits;
}

/** Value of one code step, 2^(I - W). */
export const stepOf = (type: FixedType): number => scaled(1, -fractionOf(type));

/** Smallest and largest value that a cast gives, and the step between values; nearest doubles above 53 bits. */
export function rangeOf(type: FixedType): Limits<number> & { step: number } {
  const { min, max } = codeLimits(type);
  return {
    min: scaled(Number(min), -fractionOf(type)),
    max: scaled(Number(max), -fractionOf(type)),
    step: stepOf(type),
  };
}
