import { quantize } from './quantize';

/** Adam's constants of this instance. Variables, as the engine would make a constant anew at every use. */
let keepM: f32 = 0;
let takeM: f32 = 0;
let keepV: f32 = 0;
let takeV: f32 = 0;
let epsilon: f32 = 0;
/** Moments below this become 0: they move nothing, and WebAssembly computes slowly with denormals. */
let smallest: f32 = 0;

export function setAdam(beta1: f64, beta2: f64, newEpsilon: f32, newSmallest: f32): void {
  keepM = beta1 as f32;
  takeM = (1 - beta1) as f32;
  keepV = beta2 as f32;
  takeV = (1 - beta2) as f32;
  epsilon = newEpsilon;
  smallest = newSmallest;
}

let zerosHeld: bool = false;

/** Whether `adamWeights` leaves weights that are 0 at 0, as a pruned network must. */
export function holdZeros(hold: bool): void {
  zerosHeld = hold;
}

/** One step on `n` floats: value -= rate * m / (sqrt(v) + epsilon). */
export function adam(n: i32, value: usize, m: usize, v: usize, gradient: usize, rate: f32): void {
  const end: usize = (n as usize) << 2;
  const vRate = f32x4.splat(rate);
  const vKeepM = f32x4.splat(keepM);
  const vTakeM = f32x4.splat(takeM);
  const vKeepV = f32x4.splat(keepV);
  const vTakeV = f32x4.splat(takeV);
  const vEpsilon = f32x4.splat(epsilon);
  const vSmallest = f32x4.splat(smallest);
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const nextM = moment(v128.load(m + i), vKeepM, g, vTakeM, vSmallest);
    const nextV = moment(v128.load(v + i), vKeepV, f32x4.mul(g, g), vTakeV, vSmallest);
    v128.store(m + i, nextM);
    v128.store(v + i, nextV);
    v128.store(value + i, f32x4.sub(v128.load(value + i), change(nextM, nextV, vRate, vEpsilon)));
  }
}

/** Bytes that a step moves and then quantizes: they stay in the first-level cache, and neither loop spills registers. */
const CHUNK: usize = 4096;

/**
 * One step on `n` weights: no gradient where the quantizer saturates, weights clipped to +-limit, those that are 0 held
 * there if `holdZeros` says so, and their quantized values (see `quantized`) written to `codes`.
 */
export function adamWeights(
  n: i32,
  value: usize,
  m: usize,
  v: usize,
  gradient: usize,
  rate: f32,
  codes: usize,
  limit: f32,
  inverse: f32,
  half: f32,
  low: f32,
  high: f32,
  step: f32,
  offset: f32,
): void {
  const end: usize = (n as usize) << 2;
  for (let i: usize = 0; i < end; i += CHUNK) {
    const bytes = min(CHUNK, end - i);
    moveWeights(bytes, value + i, m + i, v + i, gradient + i, rate, limit);
    quantize((bytes >> 2) as i32, value + i, codes + i, inverse, half, low, high, step, offset);
  }
}

/** The step itself, on weights of so many bytes. */
function moveWeights(
  bytes: usize,
  value: usize,
  m: usize,
  v: usize,
  gradient: usize,
  rate: f32,
  limit: f32,
): void {
  const vRate = f32x4.splat(rate);
  const vKeepM = f32x4.splat(keepM);
  const vTakeM = f32x4.splat(takeM);
  const vKeepV = f32x4.splat(keepV);
  const vTakeV = f32x4.splat(takeV);
  const vEpsilon = f32x4.splat(epsilon);
  const vSmallest = f32x4.splat(smallest);
  const vLimit = f32x4.splat(limit);
  const vLowest = f32x4.splat(-limit);
  for (let i: usize = 0; i < bytes; i += 16) {
    const w = v128.load(value + i);
    const g = v128.and(v128.load(gradient + i), f32x4.le(f32x4.abs(w), vLimit));
    const nextM = moment(v128.load(m + i), vKeepM, g, vTakeM, vSmallest);
    const nextV = moment(v128.load(v + i), vKeepV, f32x4.mul(g, g), vTakeV, vSmallest);
    v128.store(m + i, nextM);
    v128.store(v + i, nextV);
    const free = f32x4.sub(w, change(nextM, nextV, vRate, vEpsilon));
    let next = f32x4.pmax(vLowest, f32x4.pmin(vLimit, free));
    if (zerosHeld) next = v128.and(next, f32x4.ne(w, f32x4.splat(0)));
    v128.store(value + i, next);
  }
}

function moment(old: v128, keep: v128, fresh: v128, take: v128, smallest: v128): v128 {
  const next = f32x4.add(f32x4.mul(old, keep), f32x4.mul(fresh, take));
  return v128.and(next, f32x4.ge(f32x4.abs(next), smallest));
}

function change(m: v128, v: v128, rate: v128, epsilon: v128): v128 {
  return f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(v), epsilon));
}

/** Gradients of weights beyond +-limit become 0: the straight-through mask, in place. */
export function maskGradient(n: i32, value: usize, gradient: usize, limit: f32): void {
  const end: usize = (n as usize) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const passes = f32x4.le(f32x4.abs(v128.load(value + i)), f32x4.splat(limit));
    v128.store(gradient + i, v128.and(v128.load(gradient + i), passes));
  }
}
