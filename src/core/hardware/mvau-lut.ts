import { type MvauParams, type MvauShape, mvauAccumulatorBits, mvauShape } from './mvau';
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
  /** Weight memory in LUTs, all PEs. */
  c2: number;
}

/** Thresholds per neuron that FINN bills: only "distributed" ones. */
export const billedThresholds = (p: MvauParams): number =>
  p.noActivation === 0 && p.ram_style_thresholds === 'distributed'
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

/** FINN's total: `perPe` LUTs in each PE, `memory` LUTs of weights. */
export const mvauLutTotal = (pe: number, perPe: number, memory: number): number =>
  Math.trunc(300 + 1.1 * (pe * perPe) + memory);

export function mvauLutTerms(p: MvauParams): MvauLutTerms {
  const shape = mvauShape(p);
  const { P, Q, W, A, wmem, tmem } = shape;
  const acc = mvauAccumulatorBits(p);
  const thresholds = billedThresholds(p);
  return {
    shape,
    mult: p.resType === 'dsp' ? 0 : multiplierLut(Q, W + A),
    tree: treeLut(Q, W + A),
    acc,
    thr: thresholdLut(thresholds, acc, tmem),
    comp: thresholds * acc,
    c2: weightPlace(p, wmem) === 'lut' ? weightLut(P * Q * W, wmem) : 0,
  };
}

/**
 * LUTs of an HLS MVAU: floor(300 + 1.1 PE (mult + tree + acc + thr + comp) + c2).
 * Source: hls/matrixvectoractivation_hls.py:61-122; 300 and 1.1 are FINN-R's fitted constants.
 */
export function mvauLut(p: MvauParams): number {
  const t = mvauLutTerms(p);
  return mvauLutTotal(t.shape.P, t.mult + t.tree + t.acc + t.thr + t.comp, t.c2);
}
