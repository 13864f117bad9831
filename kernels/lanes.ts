/** a * b + c in four lanes: one rounding in the relaxed build, two in the plain one. */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** The sum of four lanes, in float64. */
export function lanesSum(v: v128): f64 {
  const first = (f32x4.extract_lane(v, 0) as f64) + (f32x4.extract_lane(v, 1) as f64);
  return first + (f32x4.extract_lane(v, 2) as f64) + (f32x4.extract_lane(v, 3) as f64);
}
