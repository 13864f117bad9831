import type { CellPosition } from '../precision';
import { mean } from '../space/mean';

/** Errors below this count as this: the logarithm wants more than 0. */
const SMALLEST_ERROR = 1e-4;

/** Accuracy by which one more bit is better where the data says nothing: it orders cells that are equal otherwise. */
const BIT_BONUS = 1e-5;

/**
 * Takes the noise out of the accuracies (0..1) of a whole grid: the logarithm of the error is a row's part plus a
 * column's part, and neither grows with more bits. 64 noisy numbers become 16 parts that many cells vouch for.
 * The cells must be the product of some widths W and some widths A, in any order.
 */
export function smoothGrid(cells: readonly CellPosition[], accuracies: readonly number[]): number[] {
  const errors = accuracies.map((accuracy) => Math.log(Math.max(1 - accuracy, SMALLEST_ERROR)));
  const middle = mean(errors);
  const rows = parts(
    cells.map((cell) => cell.weightBits),
    errors,
    middle,
  );
  const columns = parts(
    cells.map((cell) => cell.activationBits),
    errors,
    middle,
  );
  return cells.map(({ weightBits, activationBits }) => {
    const error = Math.exp(middle + rows.get(weightBits)! + columns.get(activationBits)!);
    return 1 - error + BIT_BONUS * (weightBits + activationBits);
  });
}

/** Mean deviation from the middle by width, made non-increasing in the width. */
function parts(widths: readonly number[], errors: readonly number[], middle: number): Map<number, number> {
  const sorted = [...new Set(widths)].sort((a, b) => a - b);
  const deviations = sorted.map((width) => mean(errors.filter((_, i) => widths[i] === width)) - middle);
  const falling = nonIncreasing(deviations);
  return new Map(sorted.map((width, i) => [width, falling[i]]));
}

/** The closest non-increasing sequence in least squares: neighbours that rise are pooled to their mean. */
export function nonIncreasing(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  const level = ({ sum, count }: { sum: number; count: number }) => sum / count;
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    while (pools.length > 0 && level(pools[pools.length - 1]) < level(pool)) {
      const { sum, count } = pools.pop()!;
      pool = { sum: pool.sum + sum, count: pool.count + count };
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => Array<number>(pool.count).fill(level(pool)));
}
