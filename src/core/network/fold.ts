import { BitscapeError } from '../errors';
import { cellName, isFloat, type Precision } from '../precision';
import {
  hardTanhQuantizer,
  inputQuantizer,
  type Quantizer,
  quantizeToCode,
  reluQuantizer,
  thresholdCount,
  weightQuantizer,
} from '../quantizers/quantizer';
import type { IntegerNetwork, IntegerStage } from './integer-network';
import { BATCH_NORM, type StageParameters } from './parameters';
import { type Stage, stagesOf, type Topology } from './topology';

/** Activation quantizer of a topology at A bits. */
export const activationQuantizer = (topology: Topology, bits: number): Quantizer =>
  topology.activation === 'relu' ? reluQuantizer(bits) : hardTanhQuantizer(bits);

/** The quantizer of what enters stage `index`: the input's, or the activation's. */
export const stageInputQuantizer = (topology: Topology, precision: Precision, index: number): Quantizer =>
  index === 0 ? inputQuantizer(precision.inputBits) : activationQuantizer(topology, precision.activationBits);

/**
 * BatchNorm with running statistics of an accumulator, in float64: the float path that the thresholds must
 * agree with for every reachable accumulator. `sign` is -1 for a negated weight row.
 */
export function normalized(p: StageParameters, unit: number, unitStep: number, acc: number): number {
  const inverse = 1 / Math.sqrt(p.variance[unit] + BATCH_NORM.epsilon);
  return (acc * unitStep - p.mean[unit]) * (p.gamma[unit] * inverse) + p.beta[unit];
}

/**
 * Folds trained float parameters into the integer network: weight codes, thresholds that hold BatchNorm and
 * activation, and the last stage's scores. `parameters[i]` belongs to stage i.
 * @throws BitscapeError "NotFinite" if training diverged, "FloatNetwork" if a width is float, "AccumulatorTooWide" or
 * "TooManyThresholds" where the widths are beyond what the integer network holds.
 */
export function foldNetwork(
  topology: Topology,
  precision: Precision,
  parameters: readonly StageParameters[],
): IntegerNetwork {
  if (isFloat(precision)) {
    throw new BitscapeError(
      'FloatNetwork',
      `${cellName(precision)} has no integer network: quantize it after the training, or train it at 1 to 16 bits`,
      'precision',
    );
  }
  const activation = activationQuantizer(topology, precision.activationBits);
  const stages = stagesOf(topology).map((stage, index) => {
    const p = parameters[index];
    assertFinite(p, stage.name);
    const input = stageInputQuantizer(topology, precision, index);
    const weights = weightCodes(stage, precision.weightBits, p.weights);
    const unitStep = weightQuantizer(precision.weightBits).step * input.step;
    const limit = accumulatorLimit(weights, stage, Math.max(input.maxCode, -input.minCode));
    assertHeld(stage, limit, stage.last ? 0 : thresholdCount(activation));
    return stage.last
      ? outputStage(stage, weights, p, unitStep, limit)
      : hiddenStage(stage, weights, p, unitStep, limit, activation);
  });
  return { topology, precision, stages };
}

/** Weight codes in MVAU order, [units][fanIn], of shadow weights in [fanIn][units] order. */
export function weightCodes(stage: Stage, bits: number, shadow: Float32Array): Int16Array {
  const quantizer = weightQuantizer(bits);
  const codes = new Int16Array(shadow.length);
  for (let i = 0; i < stage.fanIn; i++) {
    for (let n = 0; n < stage.units; n++) {
      codes[n * stage.fanIn + i] = quantizeToCode(quantizer, shadow[i * stage.units + n]);
    }
  }
  return codes;
}

/** Thresholds of a layer that the integer network holds: 32 MiB. */
const THRESHOLDS_HELD = 2 ** 23;

/** @throws BitscapeError "AccumulatorTooWide" or "TooManyThresholds" that says what to use instead. */
export function assertHeld(stage: Stage, limit: number, count: number): void {
  if (limit >= 2 ** 31 - 1) {
    throw new BitscapeError(
      'AccumulatorTooWide',
      `the sums of ${stage.name} reach ${limit}, which needs ${Math.ceil(Math.log2(limit + 1)) + 1} bits; the integer ` +
        'network and its exports hold 32: use fewer weight or activation bits',
      stage.name,
    );
  }
  if (stage.units * count > THRESHOLDS_HELD) {
    throw new BitscapeError(
      'TooManyThresholds',
      `${stage.name} would need ${stage.units} x ${count} thresholds, at most ${THRESHOLDS_HELD} are held: use fewer ` +
        'activation bits, each of which halves them, or scale and shift by a trained fixed point',
      stage.name,
    );
  }
}

/** Largest |acc| that weights [units][fanIn] and inputs of magnitude <= `inputLimit` can give. */
export function accumulatorLimit(weights: Int16Array, stage: Stage, inputLimit: number): number {
  let largest = 0;
  for (let n = 0; n < stage.units; n++) {
    let sum = 0;
    for (let i = 0; i < stage.fanIn; i++) sum += Math.abs(weights[n * stage.fanIn + i]);
    largest = Math.max(largest, sum);
  }
  return largest * inputLimit;
}

function hiddenStage(
  stage: Stage,
  weights: Int16Array,
  p: StageParameters,
  unitStep: number,
  limit: number,
  activation: Quantizer,
): IntegerStage {
  const count = thresholdCount(activation);
  const thresholds = new Int32Array(stage.units * count);
  for (let n = 0; n < stage.units; n++) {
    const sign = p.gamma[n] < 0 ? -1 : 1;
    if (sign < 0) negateRow(weights, n, stage.fanIn);
    const level = (acc: number) => levelOf(activation, normalized(p, n, unitStep, sign * acc));
    thresholds.set(thresholdsOf(level, count, limit), n * count);
  }
  return {
    stage,
    weights,
    thresholds,
    thresholdCount: count,
    scale: new Int16Array(),
    bias: new Int32Array(),
    accumulatorLimit: limit,
  };
}

function negateRow(weights: Int16Array, row: number, fanIn: number): void {
  for (let i = row * fanIn; i < (row + 1) * fanIn; i++) weights[i] = -weights[i];
}

/** Index of the activation level that a real quantizes to, 0 = lowest. */
export function levelOf(q: Quantizer, x: number): number {
  const code = quantizeToCode(q, x);
  return q.bipolar ? (code + 1) / 2 : code - q.minCode;
}

/**
 * The smallest accumulators in [-limit, limit + 1] that reach levels 1..count of a non-decreasing level
 * function. `limit + 1` stands for "never reached". Bisection on the float path itself, so that rounding
 * cannot make the two differ.
 */
export function thresholdsOf(level: (acc: number) => number, count: number, limit: number): Int32Array {
  const thresholds = new Int32Array(count);
  let from = -limit;
  for (let k = 1; k <= count; k++) {
    let low = from;
    let high = limit + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (level(middle) >= k) high = middle;
      else low = middle + 1;
    }
    thresholds[k - 1] = low;
    from = low;
  }
  return thresholds;
}

/** Largest magnitudes of the output stage's integers. */
export const SCALE_LIMIT = 2 ** 15 - 1;
export const BIAS_LIMIT = 2 ** 31 - 1;

function outputStage(
  stage: Stage,
  weights: Int16Array,
  p: StageParameters,
  unitStep: number,
  limit: number,
): IntegerStage {
  return {
    stage,
    weights,
    thresholds: new Int32Array(),
    thresholdCount: 0,
    ...integerScores(...scoreLines(p, stage, unitStep)),
    accumulatorLimit: limit,
  };
}

/** BatchNorm of the last stage as slope and offset of each class. */
export function scoreLines(p: StageParameters, stage: Stage, unitStep: number): [number[], number[]] {
  const units = [...Array(stage.units).keys()];
  const slope = units.map((n) => (p.gamma[n] / Math.sqrt(p.variance[n] + BATCH_NORM.epsilon)) * unitStep);
  return [slope, units.map((n) => p.beta[n] - (slope[n] / unitStep) * p.mean[n])];
}

/** slope * acc + offset per class as int16 and int32, with the largest common scale that both hold. */
export function integerScores(
  slope: readonly number[],
  offset: readonly number[],
): Pick<IntegerStage, 'scale' | 'bias'> {
  const common = scoreScale(slope, offset, SCALE_LIMIT, BIAS_LIMIT);
  return {
    scale: Int16Array.from(slope, (s) => Math.round(s * common)),
    bias: Int32Array.from(offset, (b) => Math.round(b * common)),
  };
}

/** The largest common scale with slopes within `scaleLimit` and offsets within `biasLimit`. */
export function scoreScale(
  slope: readonly number[],
  offset: readonly number[],
  scaleLimit: number,
  biasLimit: number,
): number {
  const steepest = Math.max(...slope.map(Math.abs), Number.MIN_VALUE);
  const farthest = Math.max(...offset.map(Math.abs), Number.MIN_VALUE);
  return Math.min(scaleLimit / steepest, biasLimit / farthest);
}

/** @throws BitscapeError "NotFinite" if training diverged. */
export function assertFinite(p: StageParameters, name: string): void {
  const arrays = [p.weights, p.gamma, p.beta, p.mean, p.variance, p.points ?? new Float32Array()];
  if (arrays.every((a) => a.every(Number.isFinite))) return;
  throw new BitscapeError(
    'NotFinite',
    `training diverged: ${name} holds values that are not finite. Lower the learning rate or change the seed`,
    name,
  );
}
