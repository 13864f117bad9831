/** Outputs of a panel of packed integer weights. */
const WIDTH: i32 = 8;

/**
 * Windows of one image x [height][width][channels] of codes: rows of `stride` codes, of which the first
 * kernel * kernel * channels are set: whole vectors are copied, what is too much is overwritten next. A dense stage is a kernel of width 1 over an image of one pixel.
 */
export function gatherWindows(
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  stride: i32,
  x: usize,
  out: usize,
): void {
  const run: usize = (kernel * channels) << 1;
  const line: usize = (width * channels) << 1;
  for (let row = 0; row <= height - kernel; row++) {
    for (let column = 0; column <= width - kernel; column++) {
      let from = x + row * line + ((column * channels) << 1);
      let to = out;
      for (let y = 0; y < kernel; y++) {
        for (let i: usize = 0; i < run; i += 16) v128.store(to + i, v128.load(from + i));
        from += line;
        to += run;
      }
      out += stride << 1;
    }
  }
}

/**
 * Exact products of int16 codes: out [rows][panels * 8] int32 = x [rows][2 * pairs] times packed weights
 * [panel][pairs][8 outputs][2]. The caller sees to it that no sum exceeds an int32.
 */
export function multiplyCodes(rows: i32, pairs: i32, panels: i32, x: usize, packed: usize, out: usize): void {
  const bytes: usize = pairs << 2;
  const stride: usize = (panels * WIDTH) << 2;
  for (let panel = 0; panel < panels; panel++) {
    for (let row = 0; row < rows; row += 4) {
      // Beyond the end the last row is computed again: the same sums go to the same place.
      const second = min(row + 1, rows - 1);
      const third = min(row + 2, rows - 1);
      const fourth = min(row + 3, rows - 1);
      codeTile(
        bytes,
        x + row * bytes,
        x + second * bytes,
        x + third * bytes,
        x + fourth * bytes,
        packed,
        out + row * stride,
        out + second * stride,
        out + third * stride,
        out + fourth * stride,
      );
    }
    packed += bytes * WIDTH;
    out += WIDTH << 2;
  }
}

function codeTile(
  bytes: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  b: usize,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
): void {
  let s00 = i32x4.splat(0);
  let s01 = i32x4.splat(0);
  let s10 = i32x4.splat(0);
  let s11 = i32x4.splat(0);
  let s20 = i32x4.splat(0);
  let s21 = i32x4.splat(0);
  let s30 = i32x4.splat(0);
  let s31 = i32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 4) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<i32>(a0 + i);
    s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x, b0));
    s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x, b1));
    x = v128.load_splat<i32>(a1 + i);
    s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x, b0));
    s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x, b1));
    x = v128.load_splat<i32>(a2 + i);
    s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x, b0));
    s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x, b1));
    x = v128.load_splat<i32>(a3 + i);
    s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x, b0));
    s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x, b1));
    b += 32;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}
