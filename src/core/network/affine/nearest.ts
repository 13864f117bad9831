import { fixedType } from '../../fixed/fixed-type';
import { kHot } from '../../fixed/k-hot';
import type { Quantizer } from '../../quantizers/quantizer';
import { clamp } from '../../quantizers/rounding';
import type { Affine } from '../integer-network';
import { factorBits } from '../integer-stage';

/** Narrow scales: their bits, and how many signed powers of two each may have (any number without). */
export interface NarrowScales {
  bits: number;
  hot?: number;
}

/** Bits of a scale that leave one of the sign on the narrow port of a DSP48. */
const PORT_BITS = 17;

/** Bits of the total before its shift: exact in float64 with the product beside it. */
const TOTAL_BITS = 50;

/**
 * Lines with integer scales nearest to codes slope[n] acc + offset[n], rounded half up, for sums of magnitude <= `limit`:
 * at the shift at which the steepest one just has its bits. Slopes are not negative. A line keeps the middle of its codes,
 * so that what a rounded scale moves is least.
 */
export function nearestLines(
  slope: readonly number[],
  offset: readonly number[],
  { minCode, maxCode }: Pick<Quantizer, 'minCode' | 'maxCode'>,
  limit: number,
  { bits, hot }: NarrowScales = { bits: PORT_BITS },
): Affine {
  const most = 2 ** Math.min(bits, factorBits(limit)) - 1;
  const steepest = slope.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  const lastShift = TOTAL_BITS - Math.ceil(Math.log2(maxCode - minCode + 1));
  const shift = clamp(Math.floor(Math.log2(most / steepest)), 0, lastShift);
  const unit = 2 ** shift;
  const scale = slope.map((s) => nearest(Math.min(Math.round(s * unit), most), bits, hot));
  const middle = (minCode + maxCode) / 2;
  const bias = slope.map((s, n) => {
    const acc = s > 0 ? clamp(Math.round((middle - offset[n]) / s), -limit, limit) : 0;
    const wanted = Math.round((s * acc + offset[n] + 0.5) * unit) - scale[n] * acc;
    return clamp(wanted, minCode * unit - scale[n] * limit - 1, maxCode * unit + scale[n] * limit);
  });
  return { scale: Float64Array.from(scale), bias: Float64Array.from(bias), shift, minCode, maxCode };
}

/** The nearest scale of at most `hot` signed powers of two. */
function nearest(scale: number, bits: number, hot: number | undefined): number {
  if (hot === undefined) return scale;
  const type = fixedType({ width: bits + 1, integer: bits + 1 });
  return Number(kHot(type, BigInt(scale), hot));
}
