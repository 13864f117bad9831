import { magnitudes } from './histogram';

/**
 * The magnitude to clip at so that 2^`bits` levels lose least information: of all thresholds, that of the smallest
 * Kullback-Leibler divergence between the histogram, clipped there, and the histogram merged into the levels.
 * Source: Migacz, "8-bit inference with TensorRT" (2017), slides 38 to 41; its 128 levels are `bits` = 7, its
 * histogram has 16 bins a level. Equal values count once.
 */
export function entropyReach(values: ArrayLike<number>, bits: number): number {
  const levels = 2 ** bits;
  const bins = BINS_PER_LEVEL * levels;
  const { counts, width } = magnitudes(distinct(values), Math.min(bins, MOST_BINS));
  if (bins > MOST_BINS) return MOST_BINS * width;
  let best = { bins, divergence: Number.POSITIVE_INFINITY };
  // From the widest: of equal ones the first stays.
  for (let tried = bins; tried >= levels; tried -= Math.ceil(levels / BINS_PER_LEVEL)) {
    const divergence = divergenceAt(counts, tried, levels);
    if (divergence < best.divergence) best = { bins: tried, divergence };
  }
  return best.bins * width;
}

/** TensorRT's 2048 bins for 128 levels, for any number of levels. */
const BINS_PER_LEVEL = 16;

/** Up to here, 9 bits, clipping is worth a search. */
const MOST_BINS = 8192;

/**
 * Every magnitude once, without 0: a constant background (the border of a digit) is a single value that fills a bin and
 * says nothing about the spread of the others.
 */
export function distinct(values: ArrayLike<number>): Float32Array {
  const sorted = Float32Array.from(values, Math.abs).sort();
  let count = 0;
  let last = 0;
  for (const value of sorted) {
    if (value === last) continue;
    last = value;
    sorted[count++] = value;
  }
  return sorted.subarray(0, count);
}

/** KL(P || Q): P the first `bins` bins with all beyond in the last, Q these bins merged into levels and spread again. */
export function divergenceAt(counts: Float64Array, bins: number, levels: number): number {
  let beyond = 0;
  for (let i = bins; i < counts.length; i++) beyond += counts[i];
  const merged = spread(counts, bins, levels);
  let [sumP, sumQ] = [beyond, 0];
  for (let i = 0; i < bins; i++) {
    sumP += counts[i];
    sumQ += merged[i];
  }
  if (sumP === 0 || sumQ === 0) return Number.POSITIVE_INFINITY;
  let divergence = 0;
  for (let i = 0; i < bins; i++) {
    const p = (counts[i] + (i === bins - 1 ? beyond : 0)) / sumP;
    if (p === 0) continue;
    // A bin that Q does not have costs as much as one of the smallest weight.
    const q = merged[i] > 0 ? merged[i] / sumQ : SMALLEST;
    divergence += p * Math.log(p / q);
  }
  return divergence;
}

const SMALLEST = 1e-9;

/** The bins merged into levels, each level's sum spread evenly over those of its bins that are not empty. */
function spread(counts: Float64Array, bins: number, levels: number): Float64Array {
  const merged = new Float64Array(bins);
  for (let level = 0; level < levels; level++) {
    const from = Math.floor((level * bins) / levels);
    const to = Math.floor(((level + 1) * bins) / levels);
    let [sum, filled] = [0, 0];
    for (let i = from; i < to; i++) {
      sum += counts[i];
      if (counts[i] > 0) filled++;
    }
    for (let i = from; i < to; i++) if (counts[i] > 0) merged[i] = sum / filled;
  }
  return merged;
}
