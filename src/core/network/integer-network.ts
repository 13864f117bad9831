import type { Precision } from '../precision';
import type { Stage, Topology } from './topology';

/** Integers of up to 32 bits; where sums need more, of up to 53, exact in float64. */
export type Integers = Int32Array | Float64Array;

/**
 * The activation of a hidden stage as one line per neuron: code = clamp((scale[n] acc + bias[n]) >> shift, minCode,
 * maxCode). The half that rounds is in the bias. Source of the form: paper 004, fixed-point BatchNorm and activation.
 */
export interface Affine {
  /** [units], from 0 to 2^SCALE_BITS - 1: rows of negative gamma have negated weights. */
  scale: Float64Array;
  /** [units], exact integers. */
  bias: Float64Array;
  shift: number;
  minCode: number;
  maxCode: number;
}

/**
 * One stage in integers. The accumulator of neuron n is `sum_i weights[n][i] * x[i]` over integer codes
 * (bipolar codes are -1 and +1). A hidden stage outputs level k = number of thresholds T with acc >= T, that
 * is the activation code `levelToCode(k)`, or the code of its lines; the last stage outputs the score
 * `scale[n] * acc + bias[n]`.
 */
export interface IntegerStage {
  stage: Stage;
  /** Weight codes, [units][fanIn] row-major; rows of negative gamma are already negated. */
  weights: Int16Array;
  /** Ascending thresholds, [units][thresholdCount]; empty for the last stage and for lines. */
  thresholds: Integers;
  thresholdCount: number;
  /** What a hidden stage has in place of thresholds where they would be too many. */
  lines?: Affine;
  /** Last stage only, [units]: int16 and int32, or as many bits as wide sums leave and ask for. */
  scale: Int16Array;
  bias: Integers;
  /** Largest |acc| that any input can give, per stage: sets the accumulator width. Below 2^43. */
  accumulatorLimit: number;
}

/** The network as hardware computes it. Its class for an image is the truth that every export equals. */
export interface IntegerNetwork {
  topology: Topology;
  precision: Precision;
  stages: IntegerStage[];
}
