import type { Precision } from '../precision';
import type { Quantizer } from '../quantizers/quantizer';
import { clamp, roundHalfUp } from '../quantizers/rounding';
import { SCALE_BITS } from './affine/affine';
import { nearestLines } from './affine/nearest';
import { batchNormLine, castCode, type FixedChoice, type StageCasts, stageCasts } from './fixed-point';
import type { RealNetwork, RealStage } from './float-path';
import { activationQuantizer, assertFinite, stageInputQuantizer } from './fold';
import type { Affine, IntegerNetwork, IntegerStage } from './integer-network';
import {
  accumulatorLimit,
  factorBits,
  heldScores,
  hiddenStage,
  outputStage,
  type ScoreRoom,
} from './integer-stage';
import type { StageParameters } from './parameters';
import { type Stage, stagesOf, type Topology } from './topology';

/**
 * A stage as trained, in integers: the output code is clamp(floor((scale[n] acc + bias[n]) / 2^shift + 1/2)), and the
 * score of the last stage scale[n] acc + bias[n] with shift 0. All are exact: trained codes times powers of two.
 */
export interface FixedStage {
  stage: Stage;
  /** Codes, [units][fanIn]; rows of negative multipliers in hidden stages are negated. */
  weights: Int16Array;
  /** [units]; not negative in hidden stages. */
  scale: Float64Array;
  bias: Float64Array;
  shift: number;
}

/** A trained fixed-point network's stages in integers. @throws BitscapeError "NotFinite" if training diverged. */
export function fixedStages(
  topology: Topology,
  precision: Precision,
  fixed: FixedChoice,
  parameters: readonly StageParameters[],
): FixedStage[] {
  let inputStep = stageInputQuantizer(topology, precision, 0).step;
  return stagesOf(topology).map((stage, i) => {
    const casts = castsOf(topology, precision, fixed, parameters[i], stage.name);
    const made = fixedStage(stage, parameters[i], casts, inputStep);
    inputStep = casts.activation.step;
    return made;
  });
}

function castsOf(
  topology: Topology,
  precision: Precision,
  fixed: FixedChoice,
  p: StageParameters,
  name: string,
): StageCasts {
  assertFinite(p, name);
  if (!p.points) throw new RangeError(`${name} has no trained integer bits`);
  return stageCasts(topology, precision, fixed, p.points);
}

function fixedStage(stage: Stage, p: StageParameters, casts: StageCasts, inputStep: number): FixedStage {
  const { fanIn, units, last } = stage;
  const line = batchNormLine(p);
  // Units of the product and of the bias in steps of the output: powers of two.
  const outputStep = last ? 1 : casts.activation.step;
  const product = (casts.multiplier.step * casts.weights.step * inputStep) / outputStep;
  const constant = casts.bias.step / outputStep;
  const least = Math.min(product, constant, last ? product : 1);
  const codes = line.multiplier.map((a) => castCode(casts.multiplier, a));
  const weights = new Int16Array(fanIn * units);
  for (let i = 0; i < fanIn; i++) {
    for (let n = 0; n < units; n++) {
      const code = castCode(casts.weights, p.weights[i * units + n]);
      weights[n * fanIn + i] = !last && codes[n] < 0 ? -code : code;
    }
  }
  return {
    stage,
    weights,
    scale: codes.map((code) => (last ? code : Math.abs(code)) * (product / least)),
    bias: line.bias.map((b) => castCode(casts.bias, b) * (constant / least)),
    shift: last ? 0 : Math.round(Math.log2(1 / least)),
  };
}

/**
 * The integer network of a trained fixed-point network. Its thresholds are those of the trained line for every accumulator;
 * lines are the trained ones, and scores, where their products are exact, else rounded to as many bits as are.
 * @throws BitscapeError "NotFinite", "AccumulatorTooWide".
 */
export function fixedNetwork(
  topology: Topology,
  precision: Precision,
  fixed: FixedChoice,
  parameters: readonly StageParameters[],
): IntegerNetwork {
  const output = activationQuantizer(topology, precision.activationBits);
  const stages = fixedStages(topology, precision, fixed, parameters).map((s, i) => {
    const { stage, weights } = s;
    const input = stageInputQuantizer(topology, precision, i);
    const limit = accumulatorLimit(weights, stage, Math.max(input.maxCode, -input.minCode));
    const summed = { stage, weights, limit };
    if (stage.last) return outputStage(summed, (room) => trainedScores(s, room));
    return hiddenStage(summed, {
      output,
      levelOf: (n) => trainedLevel(s, n, output, limit),
      linesOf: () => trainedLines(s, output, limit),
    });
  });
  return { topology, precision, stages };
}

/** The trained lines, or where their integers are beyond what is exact the nearest ones that are not. */
function trainedLines({ scale, bias, shift }: FixedStage, output: Quantizer, limit: number): Affine {
  const half = shift > 0 ? 2 ** (shift - 1) : 0;
  const { minCode, maxCode } = output;
  const most = 2 ** Math.min(SCALE_BITS, factorBits(limit));
  const held = scale.every((s) => s < most) && bias.every((b) => Math.abs(b) + half < EXACT / 4);
  if (held) return { scale, bias: bias.map((b) => b + half), shift, minCode, maxCode };
  const codes = (values: Float64Array) => Array.from(values, (value) => value / 2 ** shift);
  return nearestLines(codes(scale), codes(bias), output, limit);
}

/** Integers up to here are exact in float64. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** Level of a unit as trained, for accumulators of magnitude <= `limit`, exact. */
export function trainedLevel(
  { scale, bias, shift }: FixedStage,
  n: number,
  { minCode, maxCode }: Pick<Quantizer, 'minCode' | 'maxCode'>,
  limit: number,
): (acc: number) => number {
  const [rise, half, divisor] = [scale[n], shift > 0 ? 2 ** (shift - 1) : 0, 2 ** shift];
  const start = bias[n] + half;
  const level = (code: number): number => clamp(code, minCode, maxCode) - minCode;
  if (rise * limit + Math.abs(bias[n]) + half < EXACT) {
    return (acc) => level(Math.floor((rise * acc + start) / divisor));
  }
  const [wideRise, wideStart, wideShift] = [BigInt(rise), BigInt(bias[n]) + BigInt(half), BigInt(shift)];
  return (acc) => level(Number((wideRise * BigInt(acc) + wideStart) >> wideShift));
}

/** Scale and bias within the room: divided by the least power of two that brings both there. */
function trainedScores({ scale, bias }: FixedStage, room: ScoreRoom): Pick<IntegerStage, 'scale' | 'bias'> {
  const held = (values: Float64Array, limit: number, unit: number): boolean =>
    values.every((value) => {
      const rounded = roundHalfUp(value / unit);
      return rounded >= -limit - 1 && rounded <= limit;
    });
  let unit = 1;
  while (!held(scale, room.scale, unit) || !held(bias, room.bias, unit)) unit *= 2;
  const rounded = (values: Float64Array) => Array.from(values, (value) => roundHalfUp(value / unit));
  return heldScores(rounded(scale), rounded(bias), room);
}

/** The trained fixed-point network in reals: every value is one that its types hold, sums are not rounded. */
export function fixedRealNetwork(
  topology: Topology,
  precision: Precision,
  fixed: FixedChoice,
  parameters: readonly StageParameters[],
): RealNetwork {
  const base = activationQuantizer(topology, precision.activationBits);
  const stages = stagesOf(topology).map((stage, i): RealStage => {
    const p = parameters[i];
    const casts = castsOf(topology, precision, fixed, p, stage.name);
    const { multiplier, bias } = batchNormLine(p);
    const { step } = casts.activation;
    return {
      stage,
      weights: p.weights.map((w) => castCode(casts.weights, w) * casts.weights.step),
      mean: new Float64Array(stage.units),
      factor: multiplier.map((a) => castCode(casts.multiplier, a) * casts.multiplier.step),
      beta: bias.map((b) => castCode(casts.bias, b) * casts.bias.step),
      activation: stage.last
        ? null
        : { ...base, step, passLow: base.minCode * step, passHigh: base.maxCode * step },
    };
  });
  return { topology, inputBits: precision.inputBits, stages };
}
