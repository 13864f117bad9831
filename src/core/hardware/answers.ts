import type { Attributes } from './attributes';

/** What FINN's estimation methods answer for one hardware layer, under FINN's names. */
export interface FinnAnswers {
  lut: number;
  bram18: number;
  bram_efficiency: number;
  uram: number;
  uram_efficiency: number;
  dsp: number;
  cycles: number;
}

/** A layer as FINN holds it: the class of the node, the part and its attributes (defaults may be left out). */
export interface FinnRecord {
  op: string;
  /** Only DSP counts of RTL nodes depend on it. */
  fpgapart?: string;
  params: Attributes;
  /** Bits of the stream, where the attributes do not tell (StreamingFIFO without `folded_shape`). */
  width?: number;
}

/** What a node answers that overrides no estimation method. Source: hwcustomop.py:161-171 and below. */
export const NO_ANSWERS: FinnAnswers = {
  lut: 0,
  bram18: 0,
  bram_efficiency: 1,
  uram: 0,
  uram_efficiency: 1,
  dsp: 0,
  cycles: 0,
};

/**
 * Whose formulas: `finn` as FINN's code has them, its known defects included; `finn-corrected` without those defects
 * (docs/hardware-model.md, "Known defects").
 */
export type Variant = 'finn' | 'finn-corrected';
