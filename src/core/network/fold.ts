import { BitscapeError } from '../errors';
import { cellName, isFloat, type Precision } from '../precision';
import {
  hardTanhQuantizer,
  inputQuantizer,
  type Quantizer,
  quantizeToCode,
  reluQuantizer,
  weightQuantizer,
} from '../quantizers/quantizer';
import { nearestLines } from './affine/nearest';
import type { IntegerNetwork } from './integer-network';
import { accumulatorLimit, hiddenStage, integerScores, outputStage } from './integer-stage';
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
 * activation (or lines, where those would be too many), and the last stage's scores. `parameters[i]` belongs to stage i.
 * @throws BitscapeError "NotFinite" if training diverged, "FloatNetwork" if a width is float, "AccumulatorTooWide" where
 * the sums are beyond what the integer network holds.
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
  const output = activationQuantizer(topology, precision.activationBits);
  const stages = stagesOf(topology).map((stage, index) => {
    const p = parameters[index];
    assertFinite(p, stage.name);
    const input = stageInputQuantizer(topology, precision, index);
    const weights = weightCodes(stage, precision.weightBits, p.weights);
    const unitStep = weightQuantizer(precision.weightBits).step * input.step;
    const limit = accumulatorLimit(weights, stage, Math.max(input.maxCode, -input.minCode));
    const summed = { stage, weights, limit };
    const [slope, offset] = batchNormLines(p, stage, unitStep);
    if (stage.last) return outputStage(summed, (room) => integerScores(slope, offset, room));
    const signs = Array.from(p.gamma, (gamma) => (gamma < 0 ? -1 : 1));
    for (const [n, sign] of signs.entries()) if (sign < 0) negateRow(weights, n, stage.fanIn);
    return hiddenStage(summed, {
      output,
      levelOf: (n) => (acc) => levelOf(output, normalized(p, n, unitStep, signs[n] * acc)),
      linesOf: () => {
        const codes = (values: number[]) => values.map((value) => value / output.step);
        return nearestLines(codes(slope.map(Math.abs)), codes(offset), output, limit);
      },
    });
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

function negateRow(weights: Int16Array, row: number, fanIn: number): void {
  for (let i = row * fanIn; i < (row + 1) * fanIn; i++) weights[i] = -weights[i];
}

/** Index of the activation level that a real quantizes to, 0 = lowest. */
export function levelOf(q: Quantizer, x: number): number {
  const code = quantizeToCode(q, x);
  return q.bipolar ? (code + 1) / 2 : code - q.minCode;
}

/** BatchNorm of a stage as slope and offset of each unit, in reals. */
export function batchNormLines(p: StageParameters, stage: Stage, unitStep: number): [number[], number[]] {
  const units = [...Array(stage.units).keys()];
  const slope = units.map((n) => (p.gamma[n] / Math.sqrt(p.variance[n] + BATCH_NORM.epsilon)) * unitStep);
  return [slope, units.map((n) => p.beta[n] - (slope[n] / unitStep) * p.mean[n])];
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
