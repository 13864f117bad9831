import type { DataType } from './data-type';

/**
 * Input counts at which the sum is an exact power of two and FINN's logarithms end above it: one bit more. Found by
 * comparing the two forms for 1 to 70000 inputs and 1 to 33 bits.
 */
const FINN_ROUNDS_UP: readonly number[] = [31, 8191, 16383];

/**
 * Bits of the accumulator that FINN bills: those of a sum of `inputs` products, or `accBits` if that is less.
 * FINN writes ceil(alpha + log2(1 + 2^-alpha) + 1) with alpha = log2(inputs) + W + A - 1 - [input signed]; this is
 * ceil(log2(2^alpha + 1)) + 1, here in integers so that every browser agrees.
 * Source: hls/matrixvectoractivation_hls.py:61-122, the bound of arXiv 2301.13376.
 */
export function accumulatorBits(
  inputs: number,
  weightBits: number,
  input: DataType,
  accBits: number,
): number {
  const product = weightBits + input.bits - 1 - (input.signed ? 1 : 0);
  const reach = inputs * 2 ** product + 1;
  let bits = 1;
  for (let values = 1; values < reach; values *= 2) bits++;
  if (product === 0 && FINN_ROUNDS_UP.includes(inputs)) bits++;
  return Math.min(accBits, bits);
}
