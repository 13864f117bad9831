import { accumulatorBits } from './accumulator';
import { dataTypeOf } from './data-type';

/** The MVAU attributes that FINN's estimates depend on, under FINN's names. Widths of matrices in elements. */
export interface MvauParams {
  MW: number;
  MH: number;
  SIMD: number;
  PE: number;
  weightDataType: string;
  inputDataType: string;
  outputDataType: string;
  accDataType: string;
  /** 1: the accumulators leave unthresholded. */
  noActivation: 0 | 1;
  /** "auto" counts as "lut". */
  resType: 'auto' | 'lut' | 'dsp';
  mem_mode: 'internal_decoupled' | 'internal_embedded' | 'external';
  ram_style: 'auto' | 'block' | 'distributed' | 'ultra';
  ram_style_thresholds: 'auto' | 'block' | 'distributed';
  /** Thresholds per neuron; null: FINN's 2^B - 1 for outputs of B bits. No attribute of FINN's. */
  thresholds: number | null;
  /**
   * A line per neuron instead of thresholds, `auto` where it takes fewer LUTs than that many; null: thresholds. No
   * attribute of FINN's.
   */
  line: { kind: 'affine' | 'two-hot' | 'auto'; thresholds: number } | null;
  /** Iterations of FINN's multi-layer offload, whose weights are outside; 0 without it. */
  mlo_max_iter: number;
  /** Input vectors per image, as a shape: [1], or [1, height, width] of the output of a convolution. */
  numInputVectors: readonly number[];
}

/** FINN's defaults of the attributes (matrixvectoractivation.py `get_nodeattr_types`). */
export const MVAU_DEFAULTS = {
  accDataType: 'INT32',
  noActivation: 0,
  resType: 'auto',
  mem_mode: 'internal_decoupled',
  ram_style: 'auto',
  ram_style_thresholds: 'auto',
  thresholds: null,
  line: null,
  mlo_max_iter: 0,
  numInputVectors: [1],
} as const satisfies Partial<MvauParams>;

/** The widths that every MVAU formula uses, in the letters of the formulas. */
export interface MvauShape {
  /** PE. */
  P: number;
  /** SIMD. */
  Q: number;
  /** Bits of a weight, an input, an output. */
  W: number;
  A: number;
  B: number;
  /** Weight words per PE: MW MH / (P Q). */
  wmem: number;
  /** Threshold words per PE: MH / P, 0 without activation. */
  tmem: number;
}

export const mvauShape = (p: MvauParams): MvauShape => ({
  P: p.PE,
  Q: p.SIMD,
  W: dataTypeOf(p.weightDataType).bits,
  A: dataTypeOf(p.inputDataType).bits,
  B: dataTypeOf(p.outputDataType).bits,
  wmem: (p.MW * p.MH) / (p.PE * p.SIMD),
  tmem: p.noActivation ? 0 : Math.floor(p.MH / p.PE),
});

export const vectorCount = (p: MvauParams): number => p.numInputVectors.reduce((a, b) => a * b, 1);

/** Cycles per image, without pipeline depth: (MH/PE)(MW/SIMD) vectors. Source: matrixvectoractivation.py:455-464. */
export const mvauCycles = (p: MvauParams): number =>
  Math.trunc((p.MH / p.PE) * (p.MW / p.SIMD) * vectorCount(p));

/** Bits of the accumulator that FINN bills. */
export const mvauAccumulatorBits = (p: MvauParams): number =>
  accumulatorBits(
    p.MW,
    dataTypeOf(p.weightDataType).bits,
    dataTypeOf(p.inputDataType),
    dataTypeOf(p.accDataType).bits,
  );
