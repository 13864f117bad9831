/** Float parameters of one stage as trained: what quantization and folding start from. */
export interface StageParameters {
  /** Float shadow weights, [fanIn][units] row-major, within the weight quantizer's limits. */
  weights: Float32Array;
  /** BatchNorm scale, shift, running mean and running (biased) variance of the stage's output, [units]. */
  gamma: Float32Array;
  beta: Float32Array;
  mean: Float32Array;
  variance: Float32Array;
  /** Trained integer bits of a fixed-point network (`POINTS` in fixed-point.ts); absent in all others. */
  points?: Float32Array;
}

/** BatchNorm's epsilon and the weight of the old value in its running statistics (BNN-PYNQ). */
export const BATCH_NORM = { epsilon: 1e-4, momentum: 0.9 } as const;
