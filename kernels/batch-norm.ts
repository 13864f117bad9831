import {
  BETA,
  INVERSE,
  MEAN,
  PARTIAL,
  PARTIAL_2,
  repeat,
  SCALE,
  SHIFT,
  SUM_ROWS,
  settle,
  span,
  tailMask,
  VARIANCE,
  walkRows,
  wholeVectors,
} from './columns';

/**
 * Mean and biased variance of the columns of z [rows][units], and from them and gamma, beta what the forward
 * and backward pass need, all into `columns`. One walk: sums of the differences from the first row, which
 * loses no digits as long as that row is no outlier by many deviations.
 */
export function batchNorm(
  rows: i32,
  units: i32,
  z: usize,
  gamma: usize,
  beta: usize,
  epsilon: f32,
  columns: usize,
): void {
  const size = span(units);
  const mean = columns + MEAN * size;
  const variance = columns + VARIANCE * size;
  const shift = columns + SHIFT * size;
  memory.copy(shift, z, units << 2);
  repeat(shift, units);
  memory.fill(mean, 0, 2 * size);
  memory.fill(columns + PARTIAL * size, 0, 2 * size);
  for (let row = 0; row < rows; row += SUM_ROWS) {
    const count = min(SUM_ROWS, rows - row);
    const at = z + ((row * units) << 2);
    if (wholeVectors(units)) sumDownwards(count, units, at, shift, columns);
    else sumDifferences(count * units, units, at, shift, columns);
    settle(columns + PARTIAL * size, mean, units);
    settle(columns + PARTIAL_2 * size, variance, units);
  }
  for (let n: usize = 0; n < (units as usize) << 2; n += 4) {
    const offset = load<f32>(mean + n) / (rows as f32);
    const spread = max(load<f32>(variance + n) / (rows as f32) - offset * offset, 0);
    const inverse: f32 = (1 as f32) / sqrt<f32>(spread + epsilon);
    store<f32>(mean + n, offset + load<f32>(shift + n));
    store<f32>(variance + n, spread);
    store<f32>(columns + INVERSE * size + n, inverse);
    store<f32>(columns + SCALE * size + n, load<f32>(gamma + n) * inverse);
    store<f32>(columns + BETA * size + n, load<f32>(beta + n));
  }
  repeat(mean, units);
  repeat(columns + INVERSE * size, units);
  repeat(columns + SCALE * size, units);
  repeat(columns + BETA * size, units);
}

/** Adds the differences from `shift` and their squares to the partial sums. */
function sumDifferences(count: i32, units: i32, z: usize, shift: usize, columns: usize): void {
  const first = columns + PARTIAL * span(units);
  const second = columns + PARTIAL_2 * span(units);
  let column = 0;
  for (let left = count; left > 0; left -= 4) {
    const at: usize = column << 2;
    let d = f32x4.sub(v128.load(z), v128.load(shift + at));
    if (left < 4) d = v128.and(d, tailMask(left));
    v128.store(first + at, f32x4.add(v128.load(first + at), d));
    v128.store(second + at, f32x4.add(v128.load(second + at), f32x4.mul(d, d)));
    z += 16;
    column += 4;
    while (column >= units) column -= units;
  }
}

/** The same sums in the same order, down one column of vectors at a time. */
function sumDownwards(rows: i32, units: i32, z: usize, shift: usize, columns: usize): void {
  const first = columns + PARTIAL * span(units);
  const second = columns + PARTIAL_2 * span(units);
  const stride: usize = units << 2;
  const end = z + rows * stride;
  const walk = walkRows(units) * stride;
  for (; z < end; z += walk) {
    const stop = min(z + walk, end);
    for (let at: usize = 0; at < stride; at += 16) {
      const start = v128.load(shift + at);
      let sum = v128.load(first + at);
      let squares = v128.load(second + at);
      for (let row = z + at; row < stop; row += stride) {
        const d = f32x4.sub(v128.load(row), start);
        sum = f32x4.add(sum, d);
        squares = f32x4.add(squares, f32x4.mul(d, d));
      }
      v128.store(first + at, sum);
      v128.store(second + at, squares);
    }
  }
}

/** Moves running statistics towards the batch's: running = momentum * running + (1 - momentum) * batch. */
export function follow(units: i32, columns: usize, mean: usize, variance: usize, momentum: f64): void {
  const size = span(units);
  for (let n: usize = 0; n < (units as usize) << 2; n += 4) {
    approach(mean + n, load<f32>(columns + MEAN * size + n), momentum);
    approach(variance + n, load<f32>(columns + VARIANCE * size + n), momentum);
  }
}

function approach(at: usize, batch: f64, momentum: f64): void {
  store<f32>(at, (momentum * (load<f32>(at) as f64) + (1 - momentum) * batch) as f32);
}
