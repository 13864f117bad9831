import type { Quantizer } from '../../quantizers/quantizer';
import type { Affine, IntegerStage } from '../integer-network';
import { biasesOf, type Steps, scalesOf } from './line';
import { digitCount, fewestDigits } from './scale-digits';

/** Widest scale in bits: with accumulators of up to 18 bits, two DSP48E1. */
export const SCALE_BITS = 32;

/** Integers below 2^52 are exact, and so are sums of two. */
const EXACT_BITS = 52;

/** The lines of a stage, or why there are none. */
export type AffineResult = { affine: Affine; reason: null } | { affine: null; reason: string };

/**
 * The lines of a hidden stage, equal to its thresholds for every accumulator in [-limit, limit], with the narrowest scales,
 * each of at most `hot` signed powers of two; a stage without thresholds has its own. Where a neuron has none, `reason` says
 * so in words: its thresholds lie on no line, or only on one with a wider scale.
 */
export function affineOf(stage: IntegerStage, output: Quantizer | null, hot?: number): AffineResult {
  const { name, units } = stage.stage;
  if (stage.lines) return ownLines(stage.lines, name, hot);
  if (output === null) return none(`${name} ends in scores`);
  if (output.bipolar) return none(`${name} has one threshold per neuron, which costs less than a line`);
  const search = searchOf(stage, hot);
  const neurons = Array.from({ length: units }, (_, n) => stepsOf(stage, n));
  const found = commonShift(neurons, search);
  if (found) return { affine: linesOf(neurons, found, output), reason: null };
  const kind = hot === undefined ? 'scale' : `scale of ${hot} powers of two`;
  const alone = neurons.findIndex((steps) => commonShift([steps], search) === null);
  return none(
    alone < 0
      ? `${name}: no shift is common to all its neurons with scales of ${search.bits} bits`
      : `${name}: the thresholds of neuron ${alone} are of no ${kind} of at most ${search.bits} bits`,
  );
}

const none = (reason: string): AffineResult => ({ affine: null, reason });

function ownLines(lines: Affine, name: string, hot: number | undefined): AffineResult {
  const most = lines.scale.reduce((digits, scale) => Math.max(digits, digitCount(scale)), 0);
  return hot === undefined || most <= hot
    ? { affine: lines, reason: null }
    : none(`${name} has lines of its own, with scales of up to ${most} powers of two`);
}

/** How far the search goes: all its products and sums are exact. */
interface Search {
  bits: number;
  lastShift: number;
  hot: number | undefined;
}

const searchOf = ({ accumulatorLimit, thresholdCount }: IntegerStage, hot?: number): Search => ({
  bits: Math.min(SCALE_BITS, EXACT_BITS - bitsOf(accumulatorLimit + 1)),
  lastShift: EXACT_BITS - bitsOf(thresholdCount) - 1,
  hot,
});

/** Bits of a number from 0 on. */
const bitsOf = (value: number): number => Math.ceil(Math.log2(value + 1));

/** The thresholds of a neuron, in [-limit, limit + 1]. */
function stepsOf({ thresholds, thresholdCount, accumulatorLimit: limit }: IntegerStage, n: number): Steps {
  const row = thresholds.subarray(n * thresholdCount, (n + 1) * thresholdCount);
  return { thresholds: row.map((t) => Math.min(Math.max(t, -limit), limit + 1)), limit };
}

interface Shifted {
  shift: number;
  scales: number[];
}

/** The smallest shift at which every neuron has a scale: the one with the narrowest scales. null if there is none. */
function commonShift(neurons: readonly Steps[], { bits, lastShift, hot }: Search): Shifted | null {
  const scaleAt = (steps: Steps, shift: number): number | null => {
    const range = scalesOf(steps, shift, 2 ** bits - 1);
    return range && fewestDigits(range, hot);
  };
  // A neuron that has none at one shift is asked first at the next: it is the one that most often has none.
  let hardest = neurons[0];
  for (let shift = 0; shift <= lastShift; shift++) {
    if (scaleAt(hardest, shift) === null) continue;
    const scales: number[] = [];
    for (const steps of neurons) {
      const scale = scaleAt(steps, shift);
      if (scale === null) {
        hardest = steps;
        break;
      }
      scales.push(scale);
    }
    if (scales.length === neurons.length) return { shift, scales };
  }
  return null;
}

/** The biases nearest to 0, with the lowest code in them. */
function linesOf(
  neurons: readonly Steps[],
  { shift, scales }: Shifted,
  { minCode, maxCode }: Quantizer,
): Affine {
  const lowest = minCode * 2 ** shift;
  const bias = neurons.map((steps, n) => {
    const { low, high } = biasesOf(steps, scales[n], shift);
    return Math.min(Math.max(0, low + lowest), high + lowest);
  });
  return { scale: Float64Array.from(scales), bias: Float64Array.from(bias), shift, minCode, maxCode };
}

/** The activation code of neuron n for an accumulator. */
export function affineCode({ scale, bias, shift, minCode, maxCode }: Affine, n: number, acc: number): number {
  const code = Math.floor((scale[n] * acc + bias[n]) / 2 ** shift);
  return Math.min(Math.max(code, minCode), maxCode);
}
