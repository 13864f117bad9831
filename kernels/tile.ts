import { madd } from './lanes';

/** Shapes of a register tile: rows x columns of the result held in vector registers. */
export const TILE_6X8: i32 = 0;
export const TILE_3X12: i32 = 1;
export const TILE_4X8: i32 = 2;

export function tileRows(tile: i32): i32 {
  return tile === TILE_6X8 ? 6 : tile === TILE_3X12 ? 3 : 4;
}

export function tileColumns(tile: i32): i32 {
  return tile === TILE_3X12 ? 12 : 8;
}

/** Set where the compiler spills registers in tiles of more than eight vectors. */
let spills: bool = false;

/** Chooses small tiles from now on: for Node 20, where the large ones take twice as long. Same bits. */
export function avoidSpills(): void {
  spills = true;
}

/**
 * The tile for a result of `n` columns. Measured: 6x8 is fastest with fused multiply-add but spills registers
 * without, where 3x12 is; but a shape that wastes columns loses its lead.
 */
export function tileFor(n: i32): i32 {
  if (spills) return TILE_4X8;
  const by8: i32 = ((n + 7) / 8) * 8;
  const by12: i32 = ((n + 11) / 12) * 12;
  if (ASC_FEATURE_RELAXED_SIMD) return by8 * 10 > by12 * 11 ? TILE_3X12 : TILE_6X8;
  return by12 * 14 > by8 * 15 ? TILE_4X8 : TILE_3X12;
}

/**
 * Result tile at `c` (rows `stride` bytes apart) from packed panels: `a` [k][rows], `b` [k][columns].
 * `add`: adds to what is there.
 */
export function multiplyTile(
  tile: i32,
  k: i32,
  a: usize,
  b: usize,
  c: usize,
  stride: usize,
  add: bool,
): void {
  if (tile === TILE_6X8) tile6x8(k, a, b, c, stride, add);
  else if (tile === TILE_3X12) tile3x12(k, a, b, c, stride, add);
  else tile4x8(k, a, b, c, stride, add);
}

function tile6x8(k: i32, a: usize, b: usize, c: usize, stride: usize, add: bool): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  let s40 = f32x4.splat(0);
  let s41 = f32x4.splat(0);
  let s50 = f32x4.splat(0);
  let s51 = f32x4.splat(0);
  const end = b + ((k as usize) << 5);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load_splat<f32>(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load_splat<f32>(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load_splat<f32>(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    x = v128.load_splat<f32>(a, 16);
    s40 = madd(x, b0, s40);
    s41 = madd(x, b1, s41);
    x = v128.load_splat<f32>(a, 20);
    s50 = madd(x, b0, s50);
    s51 = madd(x, b1, s51);
    a += 24;
    b += 32;
  }
  put8(c, s00, s01, add);
  put8(c + stride, s10, s11, add);
  put8(c + 2 * stride, s20, s21, add);
  put8(c + 3 * stride, s30, s31, add);
  put8(c + 4 * stride, s40, s41, add);
  put8(c + 5 * stride, s50, s51, add);
}

function tile4x8(k: i32, a: usize, b: usize, c: usize, stride: usize, add: bool): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  const end = b + ((k as usize) << 5);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load_splat<f32>(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load_splat<f32>(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load_splat<f32>(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    a += 16;
    b += 32;
  }
  put8(c, s00, s01, add);
  put8(c + stride, s10, s11, add);
  put8(c + 2 * stride, s20, s21, add);
  put8(c + 3 * stride, s30, s31, add);
}

function tile3x12(k: i32, a: usize, b: usize, c: usize, stride: usize, add: bool): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  const end = b + (k as usize) * 48;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    let x = v128.load_splat<f32>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    s02 = madd(x, b2, s02);
    x = v128.load_splat<f32>(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    s12 = madd(x, b2, s12);
    x = v128.load_splat<f32>(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    s22 = madd(x, b2, s22);
    a += 12;
    b += 48;
  }
  put12(c, s00, s01, s02, add);
  put12(c + stride, s10, s11, s12, add);
  put12(c + 2 * stride, s20, s21, s22, add);
}

function put8(c: usize, v0: v128, v1: v128, add: bool): void {
  if (add) {
    v0 = f32x4.add(v0, v128.load(c));
    v1 = f32x4.add(v1, v128.load(c, 16));
  }
  v128.store(c, v0);
  v128.store(c, v1, 16);
}

/** Stores twelve floats, or adds them to what is there. */
export function put12(c: usize, v0: v128, v1: v128, v2: v128, add: bool): void {
  put8(c, v0, v1, add);
  if (add) v2 = f32x4.add(v2, v128.load(c, 32));
  v128.store(c, v2, 32);
}
