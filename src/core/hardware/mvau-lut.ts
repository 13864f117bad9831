import { type MvauParams, type MvauShape, mvauAccumulatorBits, mvauShape } from './mvau';

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

/** Whether FINN bills the thresholds of this MVAU: only "distributed" ones. */
export const billsThresholds = (p: MvauParams): boolean =>
  p.noActivation === 0 && p.ram_style_thresholds === 'distributed';

/** Whether the weights lie in LUTs. */
const weightsInLuts = (p: MvauParams, wmem: number): boolean =>
  (p.mem_mode === 'internal_decoupled' && p.ram_style === 'distributed') ||
  (p.mem_mode === 'internal_embedded' && wmem <= 128);

/** LUTs of one PE's SIMD multipliers; `product`: W + A bits. */
export const multiplierLut = (simd: number, product: number): number =>
  simd * (2 * Math.ceil(product / 6) - 1) * product;

/** LUTs of one PE's adder tree; `product`: W + A bits. */
export const treeLut = (simd: number, product: number): number => product * (2 * simd - 1);

/** FINN's total: `perPe` LUTs in each PE, `memory` LUTs of weights. */
export const mvauLutTotal = (pe: number, perPe: number, memory: number): number =>
  Math.trunc(300 + 1.1 * (pe * perPe) + memory);

export function mvauLutTerms(p: MvauParams): MvauLutTerms {
  const shape = mvauShape(p);
  const { P, Q, W, A, B, wmem, tmem } = shape;
  const acc = mvauAccumulatorBits(p);
  const thresholds = billsThresholds(p) ? 2 ** B - 1 : 0;
  return {
    shape,
    mult: p.resType === 'dsp' ? 0 : multiplierLut(Q, W + A),
    tree: treeLut(Q, W + A),
    acc,
    thr: thresholds * acc * Math.ceil(tmem / 64),
    comp: thresholds * acc,
    c2: weightsInLuts(p, wmem) ? P * Q * W * Math.ceil(wmem / 64) : 0,
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
