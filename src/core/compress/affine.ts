import type { Quantizer } from '../quantizers/quantizer';
import { clamp, roundHalfUp } from '../quantizers/rounding';

/** The clipping range [alpha, beta] of real values; it holds 0. */
export interface Range {
  low: number;
  high: number;
}

/** `symmetric`: -alpha = beta, zero point 0. `asymmetric`: alpha and beta as they are. */
export const SCHEMES = ['symmetric', 'asymmetric'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Q(r) = Int(r / S) - Z. Equation 1 of paper 001; Int rounds half up. */
export const quantizedValue = (r: number, scale: number, zeroPoint: number): number =>
  roundHalfUp(r / scale) - zeroPoint;

/** The real value that a code stands for: S (Q + Z), the inverse of equation 1. */
export const realValue = (q: number, scale: number, zeroPoint: number): number => scale * (q + zeroPoint);

/** S = (beta - alpha) / (2^b - 1). Equation 2 of paper 001; 1 for the empty range, whose only value is 0. */
export const scalingFactor = ({ low, high }: Range, bits: number): number =>
  high > low ? (high - low) / (2 ** bits - 1) : 1;

/** The zero point Z that puts alpha at the lowest code -2^(b-1). */
export const zeroPointOf = (low: number, scale: number, bits: number): number =>
  roundHalfUp(low / scale) + 2 ** (bits - 1);

/** The symmetric range around a range. */
export function symmetric({ low, high }: Range): Range {
  const reach = Math.max(-low, high);
  return { low: -reach, high: reach };
}

/** S, Z and the codes of a quantization to b bits. */
export interface Affine {
  bits: number;
  scale: number;
  zeroPoint: number;
  minCode: number;
  maxCode: number;
}

/**
 * The uniform quantization of a range to b >= 2 bits by equations 1 and 2. Codes lie in [-2^(b-1), 2^(b-1) - 1]. A
 * symmetric range has Z = 0, and as equation 2 puts -alpha half a step inside, its lowest code is never given: the
 * codes are those of [-(2^(b-1) - 1), 2^(b-1) - 1].
 */
export function affineOf(range: Range, bits: number, scheme: Scheme): Affine {
  const maxCode = 2 ** (bits - 1) - 1;
  if (scheme === 'symmetric') {
    return { bits, scale: scalingFactor(symmetric(range), bits), zeroPoint: 0, minCode: -maxCode, maxCode };
  }
  const scale = scalingFactor(range, bits);
  return { bits, scale, zeroPoint: zeroPointOf(range.low, scale, bits), minCode: -maxCode - 1, maxCode };
}

/** Code of a real value, clipped to the codes. */
export const affineCode = ({ scale, zeroPoint, minCode, maxCode }: Affine, r: number): number =>
  clamp(quantizedValue(r, scale, zeroPoint), minCode, maxCode);

/**
 * The same quantization with the zero point in the codes: code Q + Z, value S (Q + Z). What the float path and the
 * integer network compute with; `floor` 0 leaves no code below 0, as after a ReLU.
 */
export function quantizerOf(
  { bits, scale, zeroPoint, minCode, maxCode }: Affine,
  floor = Number.NEGATIVE_INFINITY,
): Quantizer {
  const [low, high] = [Math.max(floor, minCode + zeroPoint), maxCode + zeroPoint];
  return {
    bits,
    bipolar: false,
    step: scale,
    minCode: low,
    maxCode: high,
    passLow: low * scale,
    passHigh: high * scale,
  };
}
