import {
  BETA,
  BETA_GRADIENT,
  GAMMA_GRADIENT,
  INVERSE,
  MEAN,
  PARTIAL,
  PARTIAL_2,
  repeat,
  SCALE,
  SUM_ROWS,
  settle,
  span,
  tailMask,
} from './columns';
import { quantized } from './quantize';

/** The activation quantizer of this instance, see `quantized`; the gradient passes in [passLow, passHigh]. */
let inverse: f32 = 1;
let half: f32 = 0.5;
let low: f32 = 0;
let high: f32 = 1;
let step: f32 = 1;
let offset: f32 = 0;
let passLow: f32 = -1;
let passHigh: f32 = 1;

export function setActivation(
  newInverse: f32,
  newHalf: f32,
  newLow: f32,
  newHigh: f32,
  newStep: f32,
  newOffset: f32,
  newPassLow: f32,
  newPassHigh: f32,
): void {
  inverse = newInverse;
  half = newHalf;
  low = newLow;
  high = newHigh;
  step = newStep;
  offset = newOffset;
  passLow = newPassLow;
  passHigh = newPassHigh;
}

/** BatchNorm's output of four lanes; forward and backward get the same bits, so that the mask is exact. */
function normalized(z: usize, columns: usize, size: usize): v128 {
  const centred = f32x4.sub(v128.load(z), v128.load(columns + MEAN * size));
  const scaled = f32x4.mul(centred, v128.load(columns + SCALE * size));
  return f32x4.add(scaled, v128.load(columns + BETA * size));
}

/** The scores: BatchNorm of z [rows][units] without an activation. */
export function normalize(rows: i32, units: i32, z: usize, columns: usize, out: usize): void {
  const size = span(units);
  const end = z + ((rows * units) << 2);
  let column = 0;
  while (z < end) {
    v128.store(out, normalized(z, columns + (column << 2), size));
    z += 16;
    out += 16;
    column += 4;
    while (column >= units) column -= units;
  }
}

/** Activation of BatchNorm of z [rows][units], times the dropout multipliers unless `multipliers` is 0. */
export function activate(
  rows: i32,
  units: i32,
  z: usize,
  columns: usize,
  multipliers: usize,
  out: usize,
): void {
  const size = span(units);
  const vInverse = f32x4.splat(inverse);
  const vHalf = f32x4.splat(half);
  const vLow = f32x4.splat(low);
  const vHigh = f32x4.splat(high);
  const vStep = f32x4.splat(step);
  const vOffset = f32x4.splat(offset);
  const end = z + ((rows * units) << 2);
  let column = 0;
  while (z < end) {
    const y = normalized(z, columns + (column << 2), size);
    let value = quantized(y, vInverse, vHalf, vLow, vHigh, vStep, vOffset);
    if (multipliers !== 0) {
      value = f32x4.mul(value, v128.load(multipliers));
      multipliers += 16;
    }
    v128.store(out, value);
    z += 16;
    out += 16;
    column += 4;
    while (column >= units) column -= units;
  }
}

/**
 * From the gradient of a stage's output (before its pool) to that of z, through dropout, activation
 * (`masked`; not for the scores) and BatchNorm; gradients of beta and gamma go into `columns`.
 */
export function normalizeGradient(
  rows: i32,
  units: i32,
  z: usize,
  columns: usize,
  multipliers: usize,
  masked: bool,
  gradient: usize,
  out: usize,
): void {
  const size = span(units);
  const beta = columns + BETA_GRADIENT * size;
  const gamma = columns + GAMMA_GRADIENT * size;
  memory.fill(beta, 0, 2 * size);
  memory.fill(columns + PARTIAL * size, 0, 2 * size);
  for (let row = 0; row < rows; row += SUM_ROWS) {
    const at: usize = (row * units) << 2;
    const count = min(SUM_ROWS, rows - row) * units;
    const factors = multipliers !== 0 ? multipliers + at : 0;
    sumGradients(count, units, z + at, columns, factors, masked, gradient + at, out + at);
    settle(columns + PARTIAL * size, beta, units);
    settle(columns + PARTIAL_2 * size, gamma, units);
  }
  repeat(beta, units);
  repeat(gamma, units);
  spread(rows, units, z, columns, out);
}

/** Masks the gradient into `out`, adds it and its product with the normalized z to the partial sums. */
function sumGradients(
  count: i32,
  units: i32,
  z: usize,
  columns: usize,
  multipliers: usize,
  masked: bool,
  gradient: usize,
  out: usize,
): void {
  const size = span(units);
  const first = columns + PARTIAL * size;
  const second = columns + PARTIAL_2 * size;
  const lowest = f32x4.splat(masked ? passLow : -Infinity);
  const highest = f32x4.splat(masked ? passHigh : Infinity);
  let column = 0;
  for (let left = count; left > 0; left -= 4) {
    const at: usize = column << 2;
    const centred = f32x4.sub(v128.load(z), v128.load(columns + MEAN * size + at));
    const y = f32x4.add(
      f32x4.mul(centred, v128.load(columns + SCALE * size + at)),
      v128.load(columns + BETA * size + at),
    );
    let passes = v128.and(f32x4.le(lowest, y), f32x4.le(y, highest));
    if (left < 4) passes = v128.and(passes, tailMask(left));
    let g = v128.load(gradient);
    if (multipliers !== 0) {
      g = f32x4.mul(g, v128.load(multipliers));
      multipliers += 16;
    }
    g = v128.and(g, passes);
    v128.store(out, g);
    const normal = f32x4.mul(centred, v128.load(columns + INVERSE * size + at));
    v128.store(first + at, f32x4.add(v128.load(first + at), g));
    v128.store(second + at, f32x4.add(v128.load(second + at), f32x4.mul(g, normal)));
    z += 16;
    gradient += 16;
    out += 16;
    column += 4;
    while (column >= units) column -= units;
  }
}

/** Gradient of z in place: scale * (g - mean of g - normalized z * mean of (g * normalized z)). */
function spread(rows: i32, units: i32, z: usize, columns: usize, out: usize): void {
  const size = span(units);
  const share = f32x4.splat(1 / (rows as f32));
  const end = z + ((rows * units) << 2);
  let column = 0;
  while (z < end) {
    const unit = columns + (column << 2);
    const centred = f32x4.sub(v128.load(z), v128.load(unit + MEAN * size));
    const normal = f32x4.mul(centred, v128.load(unit + INVERSE * size));
    const slope = f32x4.mul(v128.load(unit + GAMMA_GRADIENT * size), share);
    const mean = f32x4.mul(v128.load(unit + BETA_GRADIENT * size), share);
    const g = f32x4.sub(f32x4.sub(v128.load(out), mean), f32x4.mul(normal, slope));
    v128.store(out, f32x4.mul(g, v128.load(unit + SCALE * size)));
    z += 16;
    out += 16;
    column += 4;
    while (column >= units) column -= units;
  }
}
