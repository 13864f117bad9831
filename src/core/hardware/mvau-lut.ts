import { lineSum } from './line-lut';
import { type MvauParams, type MvauShape, mvauAccumulatorBits, mvauShape } from './mvau';
import { type BilledLine, billedLine } from './mvau-line';
import { weightPlace } from './mvau-memory';

/** The terms of FINN's LUT formula of an HLS MVAU, per PE where not said otherwise. */
export interface MvauLutTerms {
  shape: MvauShape;
  /** Multipliers; 0 in DSPs. */
  mult: number;
  /** Adder tree. */
  tree: number;
  /** Accumulator bits. */
  acc: number;
  /** Threshold memory and comparators; billed only with ram_style_thresholds "distributed". */
  thr: number;
  comp: number;
  /** Ours: a line per neuron instead of thresholds. */
  line: BilledLine | null;
  /** Weight memory in LUTs, all PEs. */
  c2: number;
}

/** Thresholds per neuron that FINN bills: only "distributed" ones, and none where a line takes their place. */
export const billedThresholds = (p: MvauParams, line: BilledLine | null): number =>
  line === null && p.noActivation === 0 && p.ram_style_thresholds === 'distributed'
    ? (p.thresholds ?? 2 ** mvauShape(p).B - 1)
    : 0;

/** LUTs of one PE's SIMD multipliers; `product`: W + A bits. */
export const multiplierLut = (simd: number, product: number): number =>
  simd * (2 * Math.ceil(product / 6) - 1) * product;

/** LUTs of one PE's adder tree; `product`: W + A bits. */
export const treeLut = (simd: number, product: number): number => product * (2 * simd - 1);

/** LUTs of the memory of one PE's thresholds: `tmem` words for each. */
export const thresholdLut = (thresholds: number, acc: number, tmem: number): number =>
  thresholds * acc * Math.ceil(tmem / 64);

/** LUTs of the weights of all PEs, where they lie in LUTs. */
export const weightLut = (width: number, wmem: number): number => width * Math.ceil(wmem / 64);

/** LUTs of the lines of all PEs. */
export const linesLut = (pe: number, line: BilledLine | null): number => (line ? pe * lineSum(line.lut) : 0);

/** FINN's total: `perPe` LUTs in each PE, `memory` LUTs of weights. */
export const mvauLutTotal = (pe: number, perPe: number, memory: number): number =>
  Math.trunc(300 + 1.1 * (pe * perPe) + memory);

export function mvauLutTerms(p: MvauParams): MvauLutTerms {
  const shape = mvauShape(p);
  const { P, Q, W, A, wmem, tmem } = shape;
  const acc = mvauAccumulatorBits(p);
  const line = billedLine(p, shape.tmem);
  const thresholds = billedThresholds(p, line);
  return {
    shape,
    mult: p.resType === 'dsp' ? 0 : multiplierLut(Q, W + A),
    tree: treeLut(Q, W + A),
    acc,
    thr: thresholdLut(thresholds, acc, tmem),
    comp: thresholds * acc,
    line,
    c2: weightPlace(p, wmem) === 'lut' ? weightLut(P * Q * W, wmem) : 0,
  };
}

/**
 * LUTs of an HLS MVAU: floor(300 + 1.1 PE (mult + tree + acc + thr + comp) + c2), and our lines where it has some.
 * Source: hls/matrixvectoractivation_hls.py:61-122; 300 and 1.1 are FINN-R's fitted constants.
 */
export function mvauLut(p: MvauParams): number {
  const t = mvauLutTerms(p);
  const finn = mvauLutTotal(t.shape.P, t.mult + t.tree + t.acc + t.thr + t.comp, t.c2);
  return finn + linesLut(t.shape.P, t.line);
}
