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
  walkRows,
  wholeVectors,
} from './columns';
import { lanesSum } from './lanes';
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
  if (wholeVectors(units)) {
    const stride: usize = units << 2;
    const walk = walkRows(units) * stride;
    const toOut = out - z;
    const toMultipliers = multipliers - z;
    for (; z < end; z += walk) {
      const stop = min(z + walk, end);
      for (let at: usize = 0; at < stride; at += 16) {
        const mean = v128.load(columns + MEAN * size + at);
        const scale = v128.load(columns + SCALE * size + at);
        const beta = v128.load(columns + BETA * size + at);
        for (let row = z + at; row < stop; row += stride) {
          const y = f32x4.add(f32x4.mul(f32x4.sub(v128.load(row), mean), scale), beta);
          let value = quantized(y, vInverse, vHalf, vLow, vHigh, vStep, vOffset);
          if (multipliers !== 0) value = f32x4.mul(value, v128.load(row + toMultipliers));
          v128.store(row + toOut, value);
        }
      }
    }
    return;
  }
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
  columnGradients(rows, units, z, columns, multipliers, masked, gradient, out);
  spread(rows, units, z, columns, out);
}

/** The same where mean and scale are held, as in a fixed-point network: no statistics depend on z. */
export function lineGradient(
  rows: i32,
  units: i32,
  z: usize,
  columns: usize,
  multipliers: usize,
  masked: bool,
  gradient: usize,
  out: usize,
): void {
  columnGradients(rows, units, z, columns, multipliers, masked, gradient, out);
  const scale = columns + SCALE * span(units);
  const end = out + ((rows * units) << 2);
  let column = 0;
  while (out < end) {
    v128.store(out, f32x4.mul(v128.load(out), v128.load(scale + (column << 2))));
    out += 16;
    column += 4;
    while (column >= units) column -= units;
  }
}

/**
 * The sum over z [rows][units] of gradient times what the activation's integer bits do to its value, but for ln 2:
 * value - y where the gradient passes, the value where it does not (`castStep` in src/core/network/fixed-point.ts).
 */
export function activationPoint(
  rows: i32,
  units: i32,
  z: usize,
  columns: usize,
  multipliers: usize,
  gradient: usize,
): f64 {
  const size = span(units);
  const vInverse = f32x4.splat(inverse);
  const vHalf = f32x4.splat(half);
  const vLow = f32x4.splat(low);
  const vHigh = f32x4.splat(high);
  const vStep = f32x4.splat(step);
  const vOffset = f32x4.splat(offset);
  const lowest = f32x4.splat(passLow);
  const highest = f32x4.splat(passHigh);
  let total: f64 = 0;
  let column = 0;
  for (let left = rows * units; left > 0; ) {
    let sum = f32x4.splat(0);
    for (let block = 0; block < SUM_ROWS && left > 0; block++) {
      const y = normalized(z, columns + (column << 2), size);
      const passes = v128.and(f32x4.le(lowest, y), f32x4.le(y, highest));
      const value = quantized(y, vInverse, vHalf, vLow, vHigh, vStep, vOffset);
      let part = f32x4.mul(v128.load(gradient), f32x4.sub(value, v128.and(y, passes)));
      if (multipliers !== 0) {
        part = f32x4.mul(part, v128.load(multipliers));
        multipliers += 16;
      }
      if (left < 4) part = v128.and(part, tailMask(left));
      sum = f32x4.add(sum, part);
      z += 16;
      gradient += 16;
      column += 4;
      while (column >= units) column -= units;
      left -= 4;
    }
    total += lanesSum(sum);
  }
  return total;
}

/** Gradients of beta and gamma into `columns`, and the masked gradient into `out`. */
function columnGradients(
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
    const count = min(SUM_ROWS, rows - row);
    const factors = multipliers !== 0 ? multipliers + at : 0;
    if (wholeVectors(units)) {
      sumDownwards(count, units, z + at, columns, factors, masked, gradient + at, out + at);
    } else {
      sumGradients(count * units, units, z + at, columns, factors, masked, gradient + at, out + at);
    }
    settle(columns + PARTIAL * size, beta, units);
    settle(columns + PARTIAL_2 * size, gamma, units);
  }
  repeat(beta, units);
  repeat(gamma, units);
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

/** The same sums in the same order, down one column of vectors at a time. */
function sumDownwards(
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
  const lowest = f32x4.splat(masked ? passLow : -Infinity);
  const highest = f32x4.splat(masked ? passHigh : Infinity);
  const stride: usize = units << 2;
  const end = z + rows * stride;
  const walk = walkRows(units) * stride;
  const toGradient = gradient - z;
  const toMultipliers = multipliers - z;
  const toOut = out - z;
  for (; z < end; z += walk) {
    const stop = min(z + walk, end);
    for (let at: usize = 0; at < stride; at += 16) {
      const unit = columns + at;
      const mean = v128.load(unit + MEAN * size);
      const scale = v128.load(unit + SCALE * size);
      const beta = v128.load(unit + BETA * size);
      const inverse = v128.load(unit + INVERSE * size);
      let sum = v128.load(unit + PARTIAL * size);
      let product = v128.load(unit + PARTIAL_2 * size);
      for (let row = z + at; row < stop; row += stride) {
        const centred = f32x4.sub(v128.load(row), mean);
        const y = f32x4.add(f32x4.mul(centred, scale), beta);
        const passes = v128.and(f32x4.le(lowest, y), f32x4.le(y, highest));
        let g = v128.load(row + toGradient);
        if (multipliers !== 0) g = f32x4.mul(g, v128.load(row + toMultipliers));
        g = v128.and(g, passes);
        v128.store(row + toOut, g);
        sum = f32x4.add(sum, g);
        product = f32x4.add(product, f32x4.mul(g, f32x4.mul(centred, inverse)));
      }
      v128.store(unit + PARTIAL * size, sum);
      v128.store(unit + PARTIAL_2 * size, product);
    }
  }
}

/** Gradient of z in place: scale * (g - mean of g - normalized z * mean of (g * normalized z)). */
function spread(rows: i32, units: i32, z: usize, columns: usize, out: usize): void {
  const size = span(units);
  const share = f32x4.splat(1 / (rows as f32));
  const end = z + ((rows * units) << 2);
  if (wholeVectors(units)) {
    spreadDownwards(units, z, end, columns, share, out);
    return;
  }
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

/** The same down one column of vectors at a time. */
function spreadDownwards(units: i32, z: usize, end: usize, columns: usize, share: v128, out: usize): void {
  const size = span(units);
  const stride: usize = units << 2;
  const walk = walkRows(units) * stride;
  const toOut = out - z;
  for (; z < end; z += walk) {
    const stop = min(z + walk, end);
    for (let at: usize = 0; at < stride; at += 16) {
      const unit = columns + at;
      const centre = v128.load(unit + MEAN * size);
      const inverse = v128.load(unit + INVERSE * size);
      const scale = v128.load(unit + SCALE * size);
      const slope = f32x4.mul(v128.load(unit + GAMMA_GRADIENT * size), share);
      const mean = f32x4.mul(v128.load(unit + BETA_GRADIENT * size), share);
      for (let row = z + at; row < stop; row += stride) {
        const normal = f32x4.mul(f32x4.sub(v128.load(row), centre), inverse);
        const g = f32x4.sub(f32x4.sub(v128.load(row + toOut), mean), f32x4.mul(normal, slope));
        v128.store(row + toOut, f32x4.mul(g, scale));
      }
    }
  }
}
