import { type FinnAnswers, type FinnRecord, NO_ANSWERS } from './answers';
import { size } from './attributes';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** floor(log2 n) for an integer n >= 1, ceil(log2 n). */
const floorLog2 = (n: number): number => {
  let bits = 0;
  for (let reach = 2; reach <= n; reach *= 2) bits++;
  return bits;
};
const ceilLog2 = (n: number): number => (n === 1 ? 0 : floorLog2(n - 1) + 1);

/**
 * LUTs of a converter between streams of `inWidth` and `outWidth` bits. It goes up to the least common multiple L and
 * down again: floor(log2(L/in)) + L if L is not the input width, plus ceil(log2(L/out)) + out if not the output width.
 * FINN's |ceil(log2(in/L))| is that floor. Source: streamingdatawidthconverter.py:178-205.
 */
export function dwcLut(inWidth: number, outWidth: number): number {
  const common = (inWidth / gcd(inWidth, outWidth)) * outWidth;
  const up = inWidth === common ? 0 : floorLog2(common / inWidth) + common;
  const down = outWidth === common ? 0 : ceilLog2(common / outWidth) + outWidth;
  return up + down;
}

/** FINN's answers for a data width converter; it has no cycle count. */
export const dwc = ({ params: a }: FinnRecord): FinnAnswers => ({
  ...NO_ANSWERS,
  lut: dwcLut(size(a, 'inWidth'), size(a, 'outWidth')),
});
