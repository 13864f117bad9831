import { FLOAT_BITS } from '../precision';
import { clamp, roundHalfUp } from './rounding';

/**
 * A uniform quantizer: maps a real to `step * code`, the code being an integer in [minCode, maxCode].
 * `bipolar` quantizers have the two codes -1 and +1 and no zero. At `FLOAT_BITS` the step is 2^-30: values of
 * float32 from 2^-6 on stay as they are, smaller ones move by at most 2^-31, so that every engine that trains
 * quantized networks trains float ones too.
 */
export interface Quantizer {
  bits: number;
  bipolar: boolean;
  /** Value of one code step; a power of two, except after post-training quantization. */
  step: number;
  minCode: number;
  maxCode: number;
  /** The straight-through estimator passes the gradient where passLow <= x <= passHigh. */
  passLow: number;
  passHigh: number;
}

const bipolar: Quantizer = {
  bits: 1,
  bipolar: true,
  step: 1,
  minCode: -1,
  maxCode: 1,
  passLow: -1,
  passHigh: 1,
};

const plainRelu: Quantizer = {
  bits: FLOAT_BITS,
  bipolar: false,
  step: 2 ** (2 - FLOAT_BITS),
  minCode: 0,
  maxCode: Number.POSITIVE_INFINITY,
  passLow: 0,
  passHigh: Number.POSITIVE_INFINITY,
};

/**
 * Weight quantizer of W bits: bipolar for W=1, else signed narrow-range with step 2^-(W-2) and
 * limits +-(2 - 2^-(W-2)). Source: paper 003 section 2.3, BNN-PYNQ `QuantizationFixed`.
 */
export function weightQuantizer(bits: number): Quantizer {
  if (bits === 1) return bipolar;
  const step = 2 ** -(bits - 2);
  const maxCode = 2 ** (bits - 1) - 1;
  const limit = maxCode * step;
  return { bits, bipolar: false, step, minCode: -maxCode, maxCode, passLow: -limit, passHigh: limit };
}

/**
 * Activation quantizer of an MLP: hard tanh to [-1, 1], then the weight quantizer of the same width.
 * 2^(A-1) + 1 levels for A >= 2; bipolar for A=1. Source: BNN-PYNQ `FixedHardTanH`.
 */
export function hardTanhQuantizer(bits: number): Quantizer {
  if (bits === 1) return bipolar;
  const step = 2 ** -(bits - 2);
  const maxCode = 2 ** (bits - 2);
  return { bits, bipolar: false, step, minCode: -maxCode, maxCode, passLow: -1, passHigh: 1 };
}

/**
 * Activation quantizer of a CNN: unsigned, step 2^(1-A), clipped to [0, 2 - 2^(1-A)]; {0, 1} for A=1; a plain ReLU
 * without upper limit at `FLOAT_BITS`.
 */
export function reluQuantizer(bits: number): Quantizer {
  if (bits === FLOAT_BITS) return plainRelu;
  const step = 2 ** (1 - bits);
  const maxCode = 2 ** bits - 1;
  return { bits, bipolar: false, step, minCode: 0, maxCode, passLow: 0, passHigh: maxCode * step };
}

/** Input quantizer: 1 bit is bipolar, b >= 2 bits are unsigned with step 2^-b, so that values lie in [0, 1). */
export function inputQuantizer(bits: number): Quantizer {
  if (bits === 1) return bipolar;
  const maxCode = 2 ** bits - 1;
  const step = 2 ** -bits;
  return { bits, bipolar: false, step, minCode: 0, maxCode, passLow: 0, passHigh: maxCode * step };
}

/** Code of the nearest representable value, ties up, saturating; sign with sign(0) = +1 for bipolar. */
export function quantizeToCode(q: Quantizer, x: number): number {
  if (q.bipolar) return x >= 0 ? 1 : -1;
  return clamp(roundHalfUp(x / q.step), q.minCode, q.maxCode);
}

/** Nearest representable value: `step * quantizeToCode(x)`. */
export const quantize = (q: Quantizer, x: number): number => q.step * quantizeToCode(q, x);

/** Number of distinct codes; one less than this is the number of thresholds of an activation. */
export const levelCount = (q: Quantizer): number => (q.bipolar ? 2 : q.maxCode - q.minCode + 1);

/** Thresholds that a quantized activation needs: 2^(A-1) (hard tanh, A >= 2), 2^A - 1 (ReLU), 1 (bipolar). */
export const thresholdCount = (q: Quantizer): number => levelCount(q) - 1;

/** Code of level `index` (0 = lowest), the inverse of counting passed thresholds. */
export const levelToCode = (q: Quantizer, index: number): number =>
  q.bipolar ? 2 * index - 1 : q.minCode + index;

/** Code of an 8-bit pixel: 1 bit: >= 128 ? +1 : -1; b >= 2 bits: pixel >> (8 - b). */
export const pixelToCode = (bits: number, pixel: number): number =>
  bits === 1 ? (pixel >= 128 ? 1 : -1) : pixel >> (8 - bits);
