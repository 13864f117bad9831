/** a * b + c in four lanes: one rounding in the relaxed build, two in the plain one. */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** Four copies of the float at an address. */
export function splatAt(address: usize): v128 {
  return v128.load_splat<f32>(address);
}
