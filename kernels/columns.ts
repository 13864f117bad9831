/**
 * Per-unit vectors of a stage, at `columns`, each `span(units)` bytes: a vector holds its units and then
 * repeats the first ones, so that the four lanes from any unit on can be loaded at once, whatever the width.
 */
export const MEAN: i32 = 0;
export const VARIANCE: i32 = 1;
export const INVERSE: i32 = 2;
export const SCALE: i32 = 3;
export const BETA: i32 = 4;
export const BETA_GRADIENT: i32 = 5;
export const GAMMA_GRADIENT: i32 = 6;
/** Partial sums of a block of rows, and the first row. */
export const PARTIAL: i32 = 7;
export const PARTIAL_2: i32 = 8;
export const SHIFT: i32 = 9;
export const COLUMN_VECTORS: i32 = 10;

/** Bytes between two vectors. */
export function span(units: i32): usize {
  return (((units + 7) & ~3) as usize) << 2;
}

/** Rows whose sums are taken together before they are added up: sums of many rows stay exact enough. */
export const SUM_ROWS: i32 = 64;

/** Whether rows are whole vectors, so that a walk can go down one column of vectors with its constants in registers. */
export function wholeVectors(units: i32): bool {
  return (units & 3) === 0;
}

/** Rows of such a walk, a divisor of SUM_ROWS: few where rows lie so far apart that they take the same places in the cache. */
export function walkRows(units: i32): i32 {
  return units <= 64 ? SUM_ROWS : 8;
}

/** Repeats the first units behind the last. */
export function repeat(vector: usize, units: i32): void {
  const end = vector + ((units as usize) << 2);
  for (let i: usize = 0; i < 12; i += 4) store<f32>(end + i, load<f32>(vector + i));
}

/** Adds the partial sums, those of the repeated units too, to the totals; clears them. */
export function settle(partial: usize, total: usize, units: i32): void {
  for (let i = 0; i < units + 3; i++) {
    const unit = total + ((i % units) << 2);
    const at = partial + (i << 2);
    store<f32>(unit, load<f32>(unit) + load<f32>(at));
    store<f32>(at, 0);
  }
}

/** The lanes of the last, incomplete vector that exist: all bits set in them. */
export function tailMask(lanes: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(lanes));
}
