import {
  batchNormLine,
  castStep,
  inverseDeviation,
  POINTS,
  type StageCasts,
} from '../core/network/fixed-point';
import type { StageParameters } from '../core/network/parameters';

/** BatchNorm's line as a fixed-point stage computes it, and the way back through its casts. */
export interface FixedLine {
  /** Cast multiplier and bias, [units]. */
  multiplier: Float64Array;
  bias: Float64Array;
  /**
   * From the gradients of the cast multiplier and bias to those of gamma and beta, BatchNorm's statistics being held, and of
   * the integer bits of both casts.
   */
  back(
    dMultiplier: ArrayLike<number>,
    dBias: ArrayLike<number>,
  ): { gamma: Float64Array; beta: Float64Array; multiplierPoint: number; biasPoint: number };
}

/** The line of a stage at its present parameters and casts. Source: paper 004, qfx.BN. */
export function fixedLine(p: StageParameters, casts: StageCasts): FixedLine {
  const line = batchNormLine(p);
  const multipliers = Array.from(line.multiplier, (a) => castStep(casts.multiplier, a));
  const biases = Array.from(line.bias, (b) => castStep(casts.bias, b));
  return {
    multiplier: Float64Array.from(multipliers, ({ value }) => value),
    bias: Float64Array.from(biases, ({ value }) => value),
    back(dMultiplier, dBias) {
      const units = multipliers.length;
      const [gamma, beta] = [new Float64Array(units), new Float64Array(units)];
      let [multiplierPoint, biasPoint] = [0, 0];
      for (let n = 0; n < units; n++) {
        const [a, b] = [multipliers[n], biases[n]];
        multiplierPoint += dMultiplier[n] * a.dInteger;
        biasPoint += dBias[n] * b.dInteger;
        beta[n] = b.dInput ? dBias[n] : 0;
        gamma[n] = inverseDeviation(p.variance[n]) * ((a.dInput ? dMultiplier[n] : 0) - p.mean[n] * beta[n]);
      }
      return { gamma, beta, multiplierPoint, biasPoint };
    },
  };
}

/** Gradients of a stage's integer bits in the order of `POINTS`. */
export const pointGradients = (of: Readonly<Record<(typeof POINTS)[number], number>>): Float32Array =>
  Float32Array.from(POINTS, (point) => of[point]);
