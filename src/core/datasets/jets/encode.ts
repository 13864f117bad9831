import { clamp } from '../../quantizers/rounding';
import { JET_FEATURES, type JetTable } from './facts';

const WIDTH = JET_FEATURES.length;

/**
 * Standardised features are clipped to +-4 standard deviations, and the 256 codes of a byte divide that range evenly: a
 * step is 1/32 of a standard deviation, rounding errs by at most half of it (0.016, root mean square 0.009).
 */
export const JET_RANGE = 4;

/** Mean and standard deviation of each feature. */
export interface Standard {
  mean: Float64Array;
  deviation: Float64Array;
}

/** Mean and (biased) standard deviation of the features of some rows; a constant feature gets 1. */
export function standardOf({ features }: JetTable, rows: Uint32Array): Standard {
  const mean = new Float64Array(WIDTH);
  const deviation = new Float64Array(WIDTH);
  for (const row of rows) {
    for (let f = 0; f < WIDTH; f++) mean[f] += features[row * WIDTH + f];
  }
  for (let f = 0; f < WIDTH; f++) mean[f] /= rows.length;
  for (const row of rows) {
    for (let f = 0; f < WIDTH; f++) deviation[f] += (features[row * WIDTH + f] - mean[f]) ** 2;
  }
  for (let f = 0; f < WIDTH; f++) deviation[f] = Math.sqrt(deviation[f] / rows.length) || 1;
  return { mean, deviation };
}

/** Byte of a standardised feature: 0 at -4 and below, 128 at 0, 255 close to +4 and above. */
export const featureCode = (z: number): number =>
  clamp(Math.floor(((z + JET_RANGE) * 256) / (2 * JET_RANGE)), 0, 255);

/** Middle of what a byte stands for, in standard deviations. */
export const codeValue = (code: number): number => ((code + 0.5) * 2 * JET_RANGE) / 256 - JET_RANGE;

/** Bytes of the features of some rows, [rows][16]. */
export function encoded(
  { features }: JetTable,
  rows: Uint32Array,
  { mean, deviation }: Standard,
): Uint8Array {
  const codes = new Uint8Array(rows.length * WIDTH);
  for (let i = 0; i < rows.length; i++) {
    for (let f = 0; f < WIDTH; f++) {
      codes[i * WIDTH + f] = featureCode((features[rows[i] * WIDTH + f] - mean[f]) / deviation[f]);
    }
  }
  return codes;
}
