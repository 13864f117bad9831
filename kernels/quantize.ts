/**
 * A quantizer as four lanes compute it: code = floor(x * inverse), one more if the fraction is >= half, clipped
 * to [low, high]; value = code * step + offset. Uniform: half = 1/2, offset 0. Bipolar: inverse 1, half 2
 * (never), codes -1 and 0, step 2, offset 1. Exact: floor(x + 1/2) in float32 would round some x below 1/2 up.
 */
export function quantized(
  x: v128,
  inverse: v128,
  half: v128,
  low: v128,
  high: v128,
  step: v128,
  offset: v128,
): v128 {
  const scaled = f32x4.mul(x, inverse);
  const whole = f32x4.floor(scaled);
  const up = f32x4.ge(f32x4.sub(scaled, whole), half);
  // True is the integer -1.
  const code = f32x4.sub(whole, f32x4.convert_i32x4_s(up));
  const clipped = f32x4.pmin(high, f32x4.pmax(low, code));
  return f32x4.add(f32x4.mul(clipped, step), offset);
}

/** Quantizes `n` floats (rounded up to whole vectors). */
export function quantize(
  n: i32,
  from: usize,
  to: usize,
  inverse: f32,
  half: f32,
  low: f32,
  high: f32,
  step: f32,
  offset: f32,
): void {
  const vInverse = f32x4.splat(inverse);
  const vHalf = f32x4.splat(half);
  const vLow = f32x4.splat(low);
  const vHigh = f32x4.splat(high);
  const vStep = f32x4.splat(step);
  const vOffset = f32x4.splat(offset);
  const end = from + ((n as usize) << 2);
  while (from < end) {
    v128.store(to, quantized(v128.load(from), vInverse, vHalf, vLow, vHigh, vStep, vOffset));
    from += 16;
    to += 16;
  }
}

/** to = a * b, element by element. */
export function multiply(n: i32, a: usize, b: usize, to: usize): void {
  const end = a + ((n as usize) << 2);
  while (a < end) {
    v128.store(to, f32x4.mul(v128.load(a), v128.load(b)));
    a += 16;
    b += 16;
    to += 16;
  }
}
