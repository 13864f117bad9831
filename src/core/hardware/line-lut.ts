/** The widths of a layer's activation as one line per neuron: code = clamp((scale acc + bias) >> shift). */
export interface LineWidths {
  /** Of an accumulator, a scale and a bias. */
  acc: number;
  scale: number;
  bias: number;
  /** Of scale acc + bias. */
  total: number;
  /** Of a code. */
  output: number;
}

/** LUTs of one PE's line. */
export interface LineTerms {
  /** The multiplier, or what stands for it: two barrel shifters. */
  mult: number;
  add: number;
  clamp: number;
  /** Scales and biases, `tmem` words of each. */
  memory: number;
}

/** Bits that say how far a term of a two-hot scale is shifted. */
export const positionBits = (scale: number): number => Math.max(1, Math.ceil(Math.log2(scale + 1)));

/** Bits of a stored two-hot scale: two places, whether each is there, and the sign of the lower one. */
export const twoHotBits = (scale: number): number => 2 * positionBits(scale) + 3;

/** LUTs per bit of acc times bit of scale, fitted to three multipliers by Yosys: docs/affine-activation.md. */
const MULTIPLIER_LUT = 2.5;

/** LUTs of one PE's line with a multiplier: from LUTs, or in DSPs. */
export const affineLut = (w: LineWidths, tmem: number, inDsps: boolean): LineTerms => ({
  mult: inDsps ? 0 : Math.floor(MULTIPLIER_LUT * w.acc * w.scale),
  add: w.total,
  clamp: clampLut(w),
  memory: (w.scale + w.bias) * Math.ceil(tmem / 64),
});

/** LUTs of one PE's line with two shifts: each shifter takes a LUT of 4 inputs per bit for every two bits of its place. */
export const twoHotLut = (w: LineWidths, tmem: number): LineTerms => ({
  mult: 2 * (w.acc + w.scale) * Math.ceil(positionBits(w.scale) / 2),
  add: 2 * w.total,
  clamp: clampLut(w),
  memory: (twoHotBits(w.scale) + w.bias) * Math.ceil(tmem / 64),
});

/** LUTs of one PE's line with constants: an adder for every signed power of two of its scale, and for its bias. */
export const constantLineLut = (w: LineWidths, digits: number): LineTerms => ({
  mult: Math.max(0, digits - 1) * w.total,
  add: w.total,
  clamp: clampLut(w),
  memory: 0,
});

/** Two comparators with constants, and a choice for each bit of the code. */
const clampLut = ({ output }: LineWidths): number => 2 * output;

export const lineSum = ({ mult, add, clamp, memory }: LineTerms): number => mult + add + clamp + memory;
