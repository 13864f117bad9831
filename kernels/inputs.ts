/**
 * Quantized values of `n` pixels (rounded up to sixteen): (pixel >> shift) * step + lowest. Both `pixels` and `out` have
 * room for the rest of the last sixteen.
 */
export function pixelInputs(n: i32, pixels: usize, out: usize, shift: i32, step: f32, lowest: f32): void {
  const vStep = f32x4.splat(step);
  const vLowest = f32x4.splat(lowest);
  const end = pixels + n;
  while (pixels < end) {
    const codes = i8x16.shr_u(v128.load(pixels), shift);
    const low = i16x8.extend_low_i8x16_u(codes);
    const high = i16x8.extend_high_i8x16_u(codes);
    put(out, i32x4.extend_low_i16x8_u(low), vStep, vLowest);
    put(out + 16, i32x4.extend_high_i16x8_u(low), vStep, vLowest);
    put(out + 32, i32x4.extend_low_i16x8_u(high), vStep, vLowest);
    put(out + 48, i32x4.extend_high_i16x8_u(high), vStep, vLowest);
    pixels += 16;
    out += 64;
  }
}

function put(to: usize, codes: v128, step: v128, lowest: v128): void {
  v128.store(to, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(codes), step), lowest));
}

/** Codes (int16) of `n` pixels (rounded up to sixteen), with room as above: (pixel >> shift) * step + lowest. */
export function pixelCodes(n: i32, pixels: usize, out: usize, shift: i32, step: i16, lowest: i16): void {
  const vStep = i16x8.splat(step);
  const vLowest = i16x8.splat(lowest);
  const end = pixels + n;
  while (pixels < end) {
    const codes = i8x16.shr_u(v128.load(pixels), shift);
    const low = i16x8.extend_low_i8x16_u(codes);
    const high = i16x8.extend_high_i8x16_u(codes);
    v128.store(out, i16x8.add(i16x8.mul(low, vStep), vLowest));
    v128.store(out, i16x8.add(i16x8.mul(high, vStep), vLowest), 16);
    pixels += 16;
    out += 32;
  }
}
