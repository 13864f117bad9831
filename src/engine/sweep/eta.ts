import type { SecondsLeft } from './events';

/** A measured run: `seconds` of one worker for `cost` of work. */
export interface Measurement {
  cost: number;
  seconds: number;
}

/** Deviation of a cell's time around the mean that is assumed while fewer than two cells are measured. */
const ASSUMED_DEVIATION = 0.25;

/** Half width of the range, in standard deviations. */
const WIDTH = 2;

/**
 * Seconds until `workers` have done the cells left, as a range from measured cells; null without measurements.
 *
 * With rate r = mean seconds per cost and deviation s over n measurements, cells of costs c take
 * r C +- 2 s sqrt(sum of c^2 + C^2 / n) worker seconds, C = sum of c: scatter of the cells, and of the mean. The
 * low end spreads the work evenly; the high end adds the wait for the last cell, (1 - 1/workers) times the
 * longest (Graham's bound for list scheduling, 1969). Cells that all have a worker take as long as the longest.
 */
export function secondsLeft(
  measured: readonly Measurement[],
  left: readonly number[],
  workers: number,
): SecondsLeft | null {
  const work = sum(left);
  if (work === 0) return { low: 0, high: 0 };
  const rates = measured.filter((m) => m.cost > 0).map((m) => m.seconds / m.cost);
  if (rates.length === 0) return null;
  const rate = sum(rates) / rates.length;
  const deviation = deviationOf(rates, rate);
  const doubt = (costs: readonly number[]) =>
    WIDTH * deviation * Math.hypot(...costs, sum(costs) / Math.sqrt(rates.length));

  const longest = Math.max(...left);
  const last = { low: rate * longest - doubt([longest]), high: rate * longest + doubt([longest]) };
  const lanes = Math.min(workers, left.length);
  const low = Math.max(0, last.low, (rate * work - doubt(left)) / lanes);
  const shared = (rate * work + doubt(left)) / workers + (1 - 1 / workers) * last.high;
  return { low, high: left.length <= workers ? last.high : shared };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function deviationOf(rates: readonly number[], mean: number): number {
  if (rates.length < 2) return ASSUMED_DEVIATION * mean;
  return Math.sqrt(sum(rates.map((r) => (r - mean) ** 2)) / (rates.length - 1));
}
