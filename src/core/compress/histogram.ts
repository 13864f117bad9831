/** Values and how often they occur: single values, or the middles of bins. */
export interface Histogram {
  values: Float64Array;
  counts: Float64Array;
}

/** Bins of a histogram of more values than these. */
export const BINS = 2048;

/** At most `BINS` values as they are; more of them in as many bins between the smallest and the largest. */
export function histogramOf(values: ArrayLike<number>): Histogram {
  if (values.length <= BINS) {
    return { values: Float64Array.from(values), counts: new Float64Array(values.length).fill(1) };
  }
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  const width = (high - low) / BINS || 1;
  const counts = new Float64Array(BINS);
  for (let i = 0; i < values.length; i++) counts[Math.min(BINS - 1, Math.floor((values[i] - low) / width))]++;
  return { values: Float64Array.from(counts, (_, bin) => low + (bin + 0.5) * width), counts };
}

/** How many magnitudes fall into each of `bins` bins from 0 to the largest, and a bin's width. */
export function magnitudes(values: ArrayLike<number>, bins: number): { counts: Float64Array; width: number } {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  const width = largest / bins || 1;
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    counts[Math.min(bins - 1, Math.floor(Math.abs(values[i]) / width))]++;
  }
  return { counts, width };
}
