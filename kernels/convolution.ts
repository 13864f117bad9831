import { copyEdge } from './gemm';
import { madd } from './lanes';
import { packPanel } from './pack';
import { put12 } from './tile';

/** Filters that a tile computes at once, for three pixels. */
const WIDTH: i32 = 12;
const EDGE = memory.data(4 * 3 * 12, 64);

/** Bytes that `packFilters` writes for a product of `k` inputs and `units` outputs. */
export function packedFilterBytes(k: i32, units: i32): i32 {
  return (((units + WIDTH - 1) / WIDTH) * WIDTH * k) << 2;
}

/** Packs weights [k][units] into panels [k][12] for `convolve`. */
export function packFilters(k: i32, units: i32, weights: usize, to: usize): void {
  for (let n = 0; n < units; n += WIDTH) {
    packPanel(to + ((n * k) << 2), WIDTH, min(WIDTH, units - n), k, weights + (n << 2), 1, units);
  }
}

/**
 * Turns weights [kernel][kernel][channels][units] by 180 degrees and swaps channels and units: convolving the
 * padded gradient of the output with them gives that of the input.
 */
export function turnFilters(kernel: i32, channels: i32, units: i32, weights: usize, to: usize): void {
  const taps = kernel * kernel;
  for (let tap = 0; tap < taps; tap++) {
    const from = weights + (((taps - 1 - tap) * channels * units) << 2);
    for (let n = 0; n < units; n++) {
      for (let c = 0; c < channels; c++) {
        store<u32>(to, load<u32>(from + ((c * units + n) << 2)));
        to += 4;
      }
    }
  }
}

/**
 * "Valid" convolution of `size` images x [height][width][channels] with packed filters:
 * out [size][height - kernel + 1][width - kernel + 1][units].
 */
export function convolve(
  size: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  units: i32,
  x: usize,
  packed: usize,
  out: usize,
): void {
  const outWidth = width - kernel + 1;
  const pixel: usize = channels << 2;
  const line: usize = width * pixel;
  const run: usize = kernel * pixel;
  const panel: usize = (kernel * kernel * channels * WIDTH) << 2;
  const outPixel: usize = units << 2;
  for (let image = 0; image < size; image++) {
    for (let row = 0; row <= height - kernel; row++) {
      const from = x + (image * height + row) * line;
      for (let column = 0; column < outWidth; column += 3) {
        // Beyond the row's end the last pixel is computed again: the same value goes to the same place.
        const second = min(column + 1, outWidth - 1);
        const third = min(column + 2, outWidth - 1);
        const a0 = from + column * pixel;
        const a1 = from + second * pixel;
        const a2 = from + third * pixel;
        for (let n = 0; n < units; n += WIDTH) {
          const b = packed + (n / WIDTH) * panel;
          const columns = min(WIDTH, units - n);
          const c0 = out + column * outPixel + (n << 2);
          const c1 = out + second * outPixel + (n << 2);
          const c2 = out + third * outPixel + (n << 2);
          if (columns === WIDTH) {
            threePixels(kernel, run, line, a0, a1, a2, b, c0, c1, c2);
          } else {
            threePixels(kernel, run, line, a0, a1, a2, b, EDGE, EDGE + 48, EDGE + 96);
            copyEdge(c0, 0, EDGE, 0, 1, columns, false);
            copyEdge(c1, 0, EDGE + 48, 0, 1, columns, false);
            copyEdge(c2, 0, EDGE + 96, 0, 1, columns, false);
          }
        }
      }
      out += outWidth * outPixel;
    }
  }
}

/** Twelve filters at three pixels, whose windows are `kernel` runs of floats, a line apart. */
function threePixels(
  kernel: i32,
  run: usize,
  line: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  b: usize,
  c0: usize,
  c1: usize,
  c2: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  const toSecond = a1 - a0;
  const toThird = a2 - a0;
  const skip = line - run;
  for (let y = 0; y < kernel; y++) {
    const end = a0 + run;
    while (a0 < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const b2 = v128.load(b, 32);
      let x = v128.load_splat<f32>(a0);
      s00 = madd(x, b0, s00);
      s01 = madd(x, b1, s01);
      s02 = madd(x, b2, s02);
      x = v128.load_splat<f32>(a0 + toSecond);
      s10 = madd(x, b0, s10);
      s11 = madd(x, b1, s11);
      s12 = madd(x, b2, s12);
      x = v128.load_splat<f32>(a0 + toThird);
      s20 = madd(x, b0, s20);
      s21 = madd(x, b1, s21);
      s22 = madd(x, b2, s22);
      a0 += 4;
      b += 48;
    }
    a0 += skip;
  }
  put12(c0, s00, s01, s02, false);
  put12(c1, s10, s11, s12, false);
  put12(c2, s20, s21, s22, false);
}

/** Gradient of the weights [kernel][kernel][channels][units] from the inputs and the outputs' gradient. */
export function convolveWeightGradient(
  size: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  units: i32,
  x: usize,
  gradient: usize,
  weights: usize,
): void {
  const outHeight = height - kernel + 1;
  const outWidth = width - kernel + 1;
  const run = kernel * channels;
  memory.fill(weights, 0, (kernel * run * units) << 2);
  for (let image = 0; image < size; image++) {
    const dz = gradient + ((image * outHeight * outWidth * units) << 2);
    for (let y = 0; y < kernel; y++) {
      const line = x + (((image * height + y) * width * channels) << 2);
      for (let r = 0; r < run; r += 3) {
        const rows = min(3, run - r);
        for (let n = 0; n < units; n += WIDTH) {
          const at = weights + (((y * run + r) * units + n) << 2);
          threeWeights(outHeight, outWidth, width, channels, units, line + (r << 2), dz + (n << 2));
          copyEdge(at, units << 2, EDGE, 48, rows, min(WIDTH, units - n), true);
        }
      }
    }
  }
}

/** Three weights by twelve filters, summed over the pixels of one image, into the edge tile. */
function threeWeights(
  outHeight: i32,
  outWidth: i32,
  width: i32,
  channels: i32,
  units: i32,
  x: usize,
  dz: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  const pixel: usize = channels << 2;
  const outPixel: usize = units << 2;
  const skip: usize = ((width - outWidth) * channels) << 2;
  for (let row = 0; row < outHeight; row++) {
    const end = dz + outWidth * outPixel;
    while (dz < end) {
      const b0 = v128.load(dz);
      const b1 = v128.load(dz, 16);
      const b2 = v128.load(dz, 32);
      let a = v128.load_splat<f32>(x);
      s00 = madd(a, b0, s00);
      s01 = madd(a, b1, s01);
      s02 = madd(a, b2, s02);
      a = v128.load_splat<f32>(x, 4);
      s10 = madd(a, b0, s10);
      s11 = madd(a, b1, s11);
      s12 = madd(a, b2, s12);
      a = v128.load_splat<f32>(x, 8);
      s20 = madd(a, b0, s20);
      s21 = madd(a, b1, s21);
      s22 = madd(a, b2, s22);
      x += pixel;
      dz += outPixel;
    }
    x += skip;
  }
  put12(EDGE, s00, s01, s02, false);
  put12(EDGE + 48, s10, s11, s12, false);
  put12(EDGE + 96, s20, s21, s22, false);
}

/**
 * Gradient of the inputs [size][height][width][channels] from that of the outputs and turned, packed filters.
 * `padded` holds one image of gradients with a border of kernel - 1 zeros.
 */
export function convolveInputGradient(
  size: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  units: i32,
  gradient: usize,
  packed: usize,
  padded: usize,
  out: usize,
): void {
  const outHeight = height - kernel + 1;
  const border = kernel - 1;
  const bytes: usize = ((width - border) * units) << 2;
  const line: usize = ((width + border) * units) << 2;
  memory.fill(padded, 0, (height + border) * line);
  for (let image = 0; image < size; image++) {
    let to = padded + border * line + ((border * units) << 2);
    for (let row = 0; row < outHeight; row++) {
      memory.copy(to, gradient, bytes);
      to += line;
      gradient += bytes;
    }
    convolve(1, height + border, width + border, units, kernel, channels, padded, packed, out);
    out += (height * width * channels) << 2;
  }
}
