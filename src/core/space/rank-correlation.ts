import { BitscapeError } from '../errors';
import { mean } from './mean';

/**
 * Spearman's rank correlation of two lists of equal length, -1..1: the Pearson correlation of their ranks, ties
 * sharing the mean rank. NaN with fewer than two values, or where one list is constant and so has no order.
 * @throws BitscapeError "UnequalLengths".
 */
export function spearman(a: readonly number[], b: readonly number[]): number {
  sameLength(a, b);
  return pearson(ranks(a), ranks(b));
}

/**
 * Mean of |a - b| over two lists of equal length, in their unit; NaN of nothing.
 * @throws BitscapeError "UnequalLengths".
 */
export function meanAbsoluteError(a: readonly number[], b: readonly number[]): number {
  sameLength(a, b);
  return mean(a.map((value, i) => Math.abs(value - b[i])));
}

/** Ranks 1..n of the values, equal values sharing the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((x, y) => x - y);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = (term: (x: number, y: number) => number) =>
    a.reduce((total, value, i) => total + term(value - meanA, b[i] - meanB), 0);
  const spread = sum((x) => x * x) * sum((_, y) => y * y);
  return spread > 0 ? sum((x, y) => x * y) / Math.sqrt(spread) : Number.NaN;
}

function sameLength(a: readonly number[], b: readonly number[]): void {
  if (a.length === b.length) return;
  throw new BitscapeError(
    'UnequalLengths',
    `the lists have ${a.length} and ${b.length} values; they must belong together one by one`,
    'rank correlation',
  );
}
