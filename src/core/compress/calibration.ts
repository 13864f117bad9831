import { quantize } from '../quantizers/quantizer';
import { affineOf, quantizerOf, type Range, type Scheme } from './affine';
import { entropyReach } from './entropy';
import { type Histogram, histogramOf } from './histogram';

/** How a clipping range is found (paper 001, "Calibration"). */
export const CALIBRATIONS = ['min-max', 'percentile', 'mse', 'entropy'] as const;
export type Calibration = (typeof CALIBRATIONS)[number];

/** What a range is for. */
export interface Target {
  bits: number;
  scheme: Scheme;
  /** Share of the values that stay within the range of "percentile", in percent. */
  percentile: number;
}

/** Clipping ranges that "mse" tries: hundredths of that of min and max. */
const TRIED = 100;

/** Smallest and largest value, and 0. */
function minMax(values: ArrayLike<number>): Range {
  let [low, high] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return { low, high };
}

/** Cuts off the same share of the values at both ends; of a symmetric range, the largest magnitudes. */
function percentile(values: ArrayLike<number>, { scheme, percentile: kept }: Target): Range {
  if (values.length === 0) return { low: 0, high: 0 };
  const cut = 1 - kept / 100;
  const at = (sorted: Float32Array, share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (scheme === 'symmetric') {
    const reach = at(Float32Array.from(values, Math.abs).sort(), 1 - cut);
    return { low: -reach, high: reach };
  }
  const sorted = Float32Array.from(values).sort();
  return { low: Math.min(0, at(sorted, cut / 2)), high: Math.max(0, at(sorted, 1 - cut / 2)) };
}

/** The range of least squared error, out of a hundred parts of that of min and max. */
function leastError(values: ArrayLike<number>, target: Target): Range {
  const histogram = histogramOf(values);
  const whole = minMax(values);
  let best = { range: whole, error: Number.POSITIVE_INFINITY };
  for (let part = TRIED; part > 0; part--) {
    const range = { low: (whole.low * part) / TRIED, high: (whole.high * part) / TRIED };
    const error = squaredError(histogram, range, target);
    if (error < best.error) best = { range, error };
  }
  return best.range;
}

/** Sum of squared differences between values and what they are quantized to. */
export function squaredError({ values, counts }: Histogram, range: Range, target: Target): number {
  const quantizer = quantizerOf(affineOf(range, target.bits, target.scheme));
  let sum = 0;
  values.forEach((x, i) => {
    sum += counts[i] * (x - quantize(quantizer, x)) ** 2;
  });
  return sum;
}

/** Clips at the magnitude whose histogram loses least information (Kullback-Leibler), as TensorRT does. */
function entropy(values: ArrayLike<number>, target: Target): Range {
  const whole = minMax(values);
  const unsigned = whole.low === 0 && target.scheme === 'asymmetric';
  const reach = entropyReach(values, unsigned ? target.bits : target.bits - 1);
  return { low: Math.max(whole.low, -reach), high: Math.min(whole.high, reach) };
}

const RANGES: Readonly<Record<Calibration, (values: ArrayLike<number>, target: Target) => Range>> = {
  'min-max': minMax,
  percentile,
  mse: leastError,
  entropy,
};

/** The clipping range of values; it holds 0. */
export const rangeOf = (values: ArrayLike<number>, calibration: Calibration, target: Target): Range =>
  RANGES[calibration](values, target);
