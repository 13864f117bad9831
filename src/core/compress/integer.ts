import { BitscapeError } from '../errors';
import { nearestLines } from '../network/affine/nearest';
import { activationQuantizer, levelOf, stageInputQuantizer } from '../network/fold';
import type { IntegerNetwork } from '../network/integer-network';
import { accumulatorLimit, hiddenStage, integerScores, outputStage } from '../network/integer-stage';
import { FLOAT_BITS, type Precision, WIDTH_RANGE } from '../precision';
import { levelCount, type Quantizer } from '../quantizers/quantizer';
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
 * thresholds (or lines, where those would be too many) that hold scales, biases, activation and the activations' zero
 * point. `precision` has the widths that the hardware needs: see `hardwarePrecision`.
 * @throws BitscapeError "NotMapped" for float layers and dynamic ranges, "AccumulatorTooWide".
 */
export function integerNetwork(network: QuantizedNetwork): IntegerNetwork {
  const reason = unmappable(network);
  if (reason !== null) throw new BitscapeError('NotMapped', reason, 'ptq');
  const { topology } = network;
  const precision = hardwarePrecision(network);
  const output = activationQuantizer(topology, precision.activationBits);
  const stages = network.stages.map((s, i) => {
    const { stage, activation } = s;
    const input = stageInputQuantizer(topology, precision, i);
    const before = i === 0 ? null : network.stages[i - 1].activation;
    const weights = codesOf(s);
    const limit = accumulatorLimit(weights, stage, Math.max(input.maxCode, -input.minCode));
    const step = before ? before.step : input.step;
    const { slope, offset } = lineOf(s, weights, step, before ? shiftOf(before, output) : 0);
    const summed = { stage, weights, limit };
    if (!activation) return outputStage(summed, (room) => integerScores(slope, offset, room));
    const shift = shiftOf(activation, output);
    const first = activation.minCode - shift - output.minCode;
    return hiddenStage(summed, {
      output,
      levelOf: (n) => (acc) => first + levelOf(activation, slope[n] * acc + offset[n]),
      linesOf: () =>
        nearestLines(
          slope.map((rise) => rise / activation.step),
          offset.map((start) => start / activation.step - shift),
          { minCode: activation.minCode - shift, maxCode: activation.maxCode - shift },
          limit,
        ),
    });
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
