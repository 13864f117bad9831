import { affineLut, type LineTerms, type LineWidths, lineSum, twoHotLut } from './line-lut';
import { type MvauParams, mvauAccumulatorBits, mvauShape } from './mvau';
import { DSP_MIN_BITS, dspsPerProduct } from './unrolled/dsp';

/** The activation of an MVAU by lines, as it is billed: in each PE. */
export interface BilledLine {
  kind: 'affine' | 'two-hot';
  widths: LineWidths;
  lut: LineTerms;
  dsp: number;
}

/**
 * Widths that the estimate assumes, since it does not know the network: bits of a scale beyond acc + A, the median of the
 * 168 hidden layers of the reference atlas (-10 to -5); a bias is about 6 bits narrower than scale acc. The scales of a two-hot
 * network are those that were trained.
 */
export const ASSUMED = { scaleBeyond: -8, biasBelow: 6, twoHotScale: 8 } as const;

function assumedWidths(kind: BilledLine['kind'], acc: number, output: number): LineWidths {
  const exact = Math.max(2, acc + output + ASSUMED.scaleBeyond);
  const scale = kind === 'two-hot' ? Math.min(exact, ASSUMED.twoHotScale) : exact;
  const total = acc + scale;
  return { acc, scale, total, bias: Math.max(2, total - ASSUMED.biasBelow), output };
}

/** The line of an MVAU with `tmem` neurons in a PE; null where thresholds do, for `auto` where they take fewer LUTs. */
export function billedLine(p: MvauParams, tmem: number): BilledLine | null {
  if (!p.line) return null;
  const acc = mvauAccumulatorBits(p);
  const { B } = mvauShape(p);
  const kind = p.line.kind === 'two-hot' ? 'two-hot' : 'affine';
  const widths = assumedWidths(kind, acc, B);
  const inDsps = p.resType === 'dsp';
  const lut = kind === 'affine' ? affineLut(widths, tmem, inDsps) : twoHotLut(widths, tmem);
  const ofThresholds = p.line.thresholds * acc * (1 + Math.ceil(tmem / 64));
  if (p.line.kind === 'auto' && lineSum(lut) >= ofThresholds) return null;
  const ofMultiplier = dspsPerProduct(Math.max(DSP_MIN_BITS, widths.scale), acc, 'DSP48E1');
  return { kind, widths, lut, dsp: kind === 'affine' && inDsps ? ofMultiplier : 0 };
}
