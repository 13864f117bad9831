import { BATCH_NORM } from '../../core/network/parameters';

/** A batch normalized per unit; `normal` is [rows][units], the rest [units]. */
export interface Normalized {
  normal: Float64Array;
  mean: Float64Array;
  /** Biased: divided by the number of rows. */
  variance: Float64Array;
  /** 1 / sqrt(variance + epsilon). */
  inverse: Float64Array;
}

/** (z - mean) / sqrt(variance + epsilon) with the statistics of the batch; z is [rows][units]. */
export function normalize(z: Float64Array, units: number): Normalized {
  const mean = columnMeans(z, units);
  const centred = z.map((value, i) => value - mean[i % units]);
  const variance = columnMeans(
    centred.map((c) => c * c),
    units,
  );
  const inverse = variance.map((v) => 1 / Math.sqrt(v + BATCH_NORM.epsilon));
  return { normal: centred.map((c, i) => c * inverse[i % units]), mean, variance, inverse };
}

/** gamma * normal + beta. */
export const scaleAndShift = (normal: Float64Array, gamma: Float32Array, beta: Float32Array): Float64Array =>
  normal.map((x, i) => gamma[i % gamma.length] * x + beta[i % beta.length]);

/**
 * Gradients of gamma, beta and z given those of gamma * normal + beta (Ioffe and Szegedy 2015, section 3):
 * mean and variance depend on z too, hence the two means that are taken off.
 */
export function normalizeGradient(forward: Normalized, gamma: Float32Array, gradient: Float64Array) {
  const units = gamma.length;
  const rows = gradient.length / units;
  const beta = columnMeans(gradient, units).map((m) => m * rows);
  const slope = columnMeans(
    gradient.map((g, i) => g * forward.normal[i]),
    units,
  ).map((m) => m * rows);
  const z = gradient.map((g, i) => {
    const n = i % units;
    return gamma[n] * forward.inverse[n] * (g - beta[n] / rows - forward.normal[i] * (slope[n] / rows));
  });
  return { gamma: slope, beta, z };
}

function columnMeans(values: Float64Array, units: number): Float64Array {
  const sums = new Float64Array(units);
  values.forEach((value, i) => {
    sums[i % units] += value;
  });
  return sums.map((s) => s / (values.length / units));
}
