import { BitscapeError } from '../errors';
import {
  accumulatorLimit,
  activationQuantizer,
  assertHeld,
  integerScores,
  levelOf,
  stageInputQuantizer,
  thresholdsOf,
} from '../network/fold';
import type { IntegerNetwork, IntegerStage } from '../network/integer-network';
import type { Topology } from '../network/topology';
import { type WideNetwork, wideStage } from '../network/wide';
import { FLOAT_BITS, type Precision, WIDTH_RANGE } from '../precision';
import { levelCount, levelToCode, type Quantizer } from '../quantizers/quantizer';
import type { QuantizedNetwork, QuantizedStage } from './ptq';

/** Why a quantized network cannot be mapped to integer hardware, in words; null if it can. */
export function unmappable(network: QuantizedNetwork): string | null {
  const { stages } = network;
  const float = stages.filter((s) => s.weightBits === null).map((s) => s.stage.name);
  if (float.length > 0)
    return `${float.join(', ')} ${float.length > 1 ? 'stay' : 'stays'} in float: not mapped to hardware`;
  if (stages.some((s) => s.dynamic)) {
    return 'ranges that are found at run time are in software only: not mapped to hardware';
  }
  const open = stages.find((s) => s.activation?.bits === FLOAT_BITS);
  if (open) return `the activations of ${open.stage.name} stay in float: not mapped to hardware`;
  const { weightBits, activationBits } = hardwarePrecision(network);
  const widest = Math.max(weightBits, activationBits);
  return widest > WIDTH_RANGE.max
    ? `codes of ${widest} bits with their zero point or sign: the hardware holds ${WIDTH_RANGE.max}`
    : null;
}

/**
 * The integer network of a network quantized after its training: weight codes with their zero point in them, and
 * thresholds that hold scales, biases, activation and the activations' zero point, found by bisection on the float
 * path. `precision` has the widths that the hardware needs: see `hardwarePrecision`.
 * @throws BitscapeError "NotMapped" for float layers and dynamic ranges, "AccumulatorTooWide", "TooManyThresholds".
 */
export function integerNetwork(network: QuantizedNetwork): IntegerNetwork {
  return mappedStages(network, (s, hardware, weights, lines, limit) =>
    s.activation
      ? hiddenStage(s, s.activation, hardware, weights, lines, limit)
      : outputStage(s, weights, lines, limit),
  );
}

/**
 * The same network with sums up to 2^52 and without thresholds, in software only: for widths that `integerNetwork`
 * refuses. Where both exist they give the same scores.
 * @throws BitscapeError "NotMapped", "AccumulatorTooWide".
 */
export const wideQuantized = (network: QuantizedNetwork): WideNetwork =>
  mappedStages(network, ({ stage, activation }, hardware, weights, lines, limit) => {
    if (!activation) return wideStage(stage, weights, limit, [lines.slope, lines.offset]);
    const level = levelsOf(activation, hardware, lines);
    return wideStage(stage, weights, limit, (n, acc) => levelToCode(hardware, level(n, acc)));
  });

/** Every stage with its codes, lines and limit, as `build` makes it. @throws BitscapeError "NotMapped". */
function mappedStages<S>(
  network: QuantizedNetwork,
  build: (s: QuantizedStage, hardware: Quantizer, weights: Int16Array, lines: Lines, limit: number) => S,
): { topology: Topology; precision: Precision; stages: S[] } {
  const reason = unmappable(network);
  if (reason !== null) throw new BitscapeError('NotMapped', reason, 'ptq');
  const { topology } = network;
  const precision = hardwarePrecision(network);
  const hardware = activationQuantizer(topology, precision.activationBits);
  const stages = network.stages.map((s, i): S => {
    const input = stageInputQuantizer(topology, precision, i);
    const before = i === 0 ? null : network.stages[i - 1].activation;
    const weights = codesOf(s);
    const limit = accumulatorLimit(weights, s.stage, Math.max(input.maxCode, -input.minCode));
    const step = before ? before.step : input.step;
    const lines = lineOf(s, weights, step, before ? shiftOf(before, hardware) : 0);
    return build(s, hardware, weights, lines, limit);
  });
  return { topology, precision, stages };
}

/**
 * Widths that the integer hardware needs. Weights: those of the largest code, in the narrow range that all our
 * hardware holds (an asymmetric code of b bits with its zero point needs b + 1). Activations: the narrowest whose
 * levels are enough (a symmetric code of b bits after a ReLU is never negative: b - 1; after a hard tanh, which has
 * 2^(A-1) + 1 levels at A bits, b + 1).
 */
export function hardwarePrecision({ topology, inputBits, stages }: QuantizedNetwork): Precision {
  const largest = stages.reduce(
    (max, s) => s.weights.reduce((a, code) => Math.max(a, Math.abs(code)), max),
    1,
  );
  const levels = Math.max(2, ...stages.map((s) => (s.activation ? levelCount(s.activation) : 0)));
  const enough = (bits: number): boolean => levelCount(activationQuantizer(topology, bits)) >= levels;
  let activationBits = 1;
  while (!enough(activationBits)) activationBits++;
  return { weightBits: Math.ceil(Math.log2(largest + 1)) + 1, activationBits, inputBits };
}

/** Difference between a quantized activation's code and the hardware's for it: 0 where the hardware has the codes. */
export const shiftOf = ({ minCode, maxCode }: Quantizer, hardware: Quantizer): number =>
  minCode >= hardware.minCode && maxCode <= hardware.maxCode ? 0 : minCode - hardware.minCode;

/** Codes in MVAU order, [units][fanIn]. */
function codesOf({ stage: { fanIn, units }, weights }: QuantizedStage): Int16Array {
  const codes = new Int16Array(weights.length);
  for (let i = 0; i < fanIn; i++) {
    for (let n = 0; n < units; n++) codes[n * fanIn + i] = weights[i * units + n];
  }
  return codes;
}

/** BatchNorm's output of a unit as slope * acc + offset. */
interface Lines {
  slope: number[];
  offset: number[];
}

/** The lines of a stage whose inputs have that step; `shift` is what its codes lack, which goes into the offset. */
function lineOf(s: QuantizedStage, codes: Int16Array, step: number, shift: number): Lines {
  const { fanIn, units } = s.stage;
  const slope = Array.from({ length: units }, (_, n) => s.factor[n] * step);
  const offset = slope.map((rise, n) => {
    const sum = codes.subarray(n * fanIn, (n + 1) * fanIn).reduce((a, b) => a + b, 0);
    return s.beta[n] - s.mean[n] * s.factor[n] + rise * shift * sum;
  });
  return { slope, offset };
}

/** The hardware's activation level of a unit whose sum is `acc`. */
function levelsOf(activation: Quantizer, hardware: Quantizer, { slope, offset }: Lines) {
  const first = activation.minCode - shiftOf(activation, hardware) - hardware.minCode;
  return (n: number, acc: number): number => first + levelOf(activation, slope[n] * acc + offset[n]);
}

function hiddenStage(
  { stage }: QuantizedStage,
  activation: Quantizer,
  hardware: Quantizer,
  weights: Int16Array,
  lines: Lines,
  limit: number,
): IntegerStage {
  const count = levelCount(hardware) - 1;
  assertHeld(stage, limit, count);
  const level = levelsOf(activation, hardware, lines);
  const thresholds = new Int32Array(stage.units * count);
  for (let n = 0; n < stage.units; n++) {
    thresholds.set(
      thresholdsOf((acc) => level(n, acc), count, limit),
      n * count,
    );
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

function outputStage(
  { stage }: QuantizedStage,
  weights: Int16Array,
  { slope, offset }: Lines,
  limit: number,
): IntegerStage {
  assertHeld(stage, limit, 0);
  return {
    stage,
    weights,
    thresholds: new Int32Array(),
    thresholdCount: 0,
    ...integerScores(slope, offset),
    accumulatorLimit: limit,
  };
}
