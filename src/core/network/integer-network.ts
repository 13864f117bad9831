import type { Precision } from '../precision';
import type { Stage, Topology } from './topology';

/**
 * One stage in integers. The accumulator of neuron n is `sum_i weights[n][i] * x[i]` over integer codes
 * (bipolar codes are -1 and +1). A hidden stage outputs level k = number of thresholds T with acc >= T, that
 * is the activation code `levelToCode(k)`; the last stage outputs the score `scale[n] * acc + bias[n]`.
 */
export interface IntegerStage {
  stage: Stage;
  /** Weight codes, [units][fanIn] row-major; rows of negative gamma are already negated. */
  weights: Int16Array;
  /** Ascending thresholds, [units][thresholdCount]; empty for the last stage. */
  thresholds: Int32Array;
  thresholdCount: number;
  /** Last stage only, [units]: int16 and int32. */
  scale: Int16Array;
  bias: Int32Array;
  /** Largest |acc| that any input can give, per stage: sets the accumulator width. */
  accumulatorLimit: number;
}

/** The network as hardware computes it. Its class for an image is the truth that every export equals. */
export interface IntegerNetwork {
  topology: Topology;
  precision: Precision;
  stages: IntegerStage[];
}
