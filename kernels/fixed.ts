import { tailMask } from './columns';
import { lanesSum } from './lanes';

/** Vectors whose sum is taken in float32 before it is added up in float64. */
const SUMMED: i32 = 64;

/**
 * Back through a cast of `n` values to fixed point, whose results are in `cast`: the gradient becomes 0 where the cast
 * saturates, that is outside [low, high]. Gives the gradient of the cast's integer bits, but for ln 2: the sum of gradient times
 * (cast - value) where it passes, times cast where it does not (`castStep` in src/core/network/fixed-point.ts).
 */
export function castGradient(n: i32, value: usize, cast: usize, gradient: usize, low: f32, high: f32): f64 {
  const lowest = f32x4.splat(low);
  const highest = f32x4.splat(high);
  let total: f64 = 0;
  for (let left = n; left > 0; ) {
    let sum = f32x4.splat(0);
    for (let block = 0; block < SUMMED && left > 0; block++) {
      const x = v128.load(value);
      const passes = v128.and(f32x4.le(lowest, x), f32x4.le(x, highest));
      const g = v128.load(gradient);
      let part = f32x4.mul(g, f32x4.sub(v128.load(cast), v128.and(x, passes)));
      if (left < 4) part = v128.and(part, tailMask(left));
      sum = f32x4.add(sum, part);
      v128.store(gradient, v128.and(g, passes));
      value += 16;
      cast += 16;
      gradient += 16;
      left -= 4;
    }
    total += lanesSum(sum);
  }
  return total;
}

/** Replaces `n` values, codes times a step, by those of a table: entry code - first. */
export function lookUp(n: i32, values: usize, inverse: f32, first: i32, table: usize): void {
  const end = values + ((n as usize) << 2);
  for (; values < end; values += 4) {
    const code = (load<f32>(values) * inverse) as i32;
    store<f32>(values, load<f32>(table + ((code - first) << 2)));
  }
}
