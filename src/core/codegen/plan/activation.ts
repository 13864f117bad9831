import { affineLut, constantLineLut, type LineWidths, lineSum, twoHotLut } from '../../hardware/line-lut';
import { thresholdLut } from '../../hardware/mvau-lut';
import { type MvauChoice, ofLayer } from '../../hardware/mvau-options';
import { affineOf } from '../../network/affine/affine';
import { digitCount } from '../../network/affine/scale-digits';
import type { Affine, IntegerStage } from '../../network/integer-network';
import type { Quantizer } from '../../quantizers/quantizer';
import type { ExportRequest } from '../export-request';
import { styleOf } from '../unrolled/style';
import { signedBits } from './words';

/** The lines of a layer as hardware: code = clamp((scale sum + bias) >> shift), `affine` with a multiplier. */
export interface LinePlan {
  kind: 'affine' | 'two-hot';
  affine: Affine;
  /** Bits of a scale, which is not negative, of a bias, and of scale sum + bias. */
  scaleBits: number;
  biasBits: number;
  totalBits: number;
}

/** How a layer gets from sums to codes: by lines, or by thresholds, with the reason where lines were asked for. */
export interface ActivationPlan {
  lines: LinePlan | null;
  reason: string | null;
}

const THRESHOLDS: ActivationPlan = { lines: null, reason: null };

/** What was asked for a layer. */
export const askedActivation = (
  { activation }: Pick<ExportRequest, 'activation'>,
  layer: number,
): MvauChoice['activation'] => (activation === undefined ? 'thresholds' : ofLayer(activation, layer));

/** Whether a whole design is to have no multiplier: all its layers, the last one too, were asked for as two-hot. */
export const withoutMultipliers = (request: ExportRequest): boolean =>
  request.network.stages.every((_, i) => askedActivation(request, i) === 'two-hot');

/** Decides the activation of a layer. `folds`: neurons that share a PE. */
export function activationPlan(
  request: ExportRequest,
  integer: IntegerStage,
  index: number,
  output: Quantizer | null,
  accumulatorBits: number,
  folds: number,
): ActivationPlan {
  const asked = askedActivation(request, index);
  if (output === null) return THRESHOLDS;
  if (integer.lines) return ownLines(integer, integer.lines, asked);
  if (asked === 'thresholds') return THRESHOLDS;
  if (asked !== 'auto') {
    const { affine, reason } = affineOf(integer, output, HOT[asked]);
    return affine ? { lines: linePlan(asked, affine, integer), reason } : { lines: null, reason };
  }
  const words = styleOf(request) === 'folded' ? folds : CONSTANT;
  const { thresholdCount } = integer;
  const memory = words === CONSTANT ? 0 : thresholdLut(thresholdCount, accumulatorBits, words);
  const choices = (['affine', 'two-hot'] as const).flatMap((kind) => {
    const { affine } = affineOf(integer, output, HOT[kind]);
    if (!affine) return [];
    const lines = linePlan(kind, affine, integer);
    return [{ lines, lut: costOf(lines, accumulatorBits, output.bits, words) }];
  });
  const thresholds = { lines: null, lut: thresholdCount * accumulatorBits + memory };
  const best = choices.reduce<(typeof choices)[number] | typeof thresholds>(
    (a, b) => (b.lut < a.lut ? b : a),
    thresholds,
  );
  return { lines: best.lines, reason: null };
}

/** The lines of a layer that has no thresholds: with a multiplier where two shifts do not suffice. */
function ownLines(integer: IntegerStage, affine: Affine, asked: MvauChoice['activation']): ActivationPlan {
  const kind = asked === 'two-hot' && affineOf(integer, null, HOT['two-hot']).affine ? 'two-hot' : 'affine';
  return { lines: linePlan(kind, affine, integer), reason: null };
}

/** Signed powers of two that a scale may have. */
const HOT = { affine: undefined, 'two-hot': 2 } as const;

/** Words of a parameter that is a constant in logic. */
const CONSTANT = 0;

/** LUTs of one PE, by the formulas of the estimate, at the widths that the lines have. */
function costOf(lines: LinePlan, acc: number, output: number, words: number): number {
  const { kind, affine, scaleBits, biasBits, totalBits } = lines;
  const widths: LineWidths = { acc, scale: scaleBits, bias: biasBits, total: totalBits, output };
  if (words === CONSTANT) {
    const digits = affine.scale.reduce((sum, scale) => sum + digitCount(scale), 0) / affine.scale.length;
    return lineSum(constantLineLut(widths, digits));
  }
  return lineSum(kind === 'affine' ? affineLut(widths, words, false) : twoHotLut(widths, words));
}

function linePlan(
  kind: LinePlan['kind'],
  affine: Affine,
  { accumulatorLimit: limit }: IntegerStage,
): LinePlan {
  const { scale, bias, shift, minCode, maxCode } = affine;
  let [low, high, lowestBias, highestBias, widest] = [0, 0, 0, 0, 0];
  scale.forEach((s, n) => {
    const b = bias[n];
    [lowestBias, highestBias] = [Math.min(lowestBias, b), Math.max(highestBias, b)];
    [low, high] = [Math.min(low, -s * limit, b - s * limit), Math.max(high, s * limit, b + s * limit)];
    widest = Math.max(widest, s);
  });
  const scaleBits = signedBits(0, widest) - 1 || 1;
  const biasBits = signedBits(lowestBias, highestBias);
  // A level has a bit more than a code: then both ends of the codes compare with it.
  const levelBits = Math.max(signedBits(low, high) - shift, signedBits(minCode, maxCode) + 1);
  const totalBits = Math.max(levelBits + shift, scaleBits + 1, biasBits, signedBits(-limit, limit));
  return { kind, affine, scaleBits, biasBits, totalBits };
}
