import type { Quantization } from './fixed-type';

/** What is cut off when a number is truncated towards zero, and what is left. Something is cut off. */
export interface CutOff {
  /** The number is below zero. */
  negative: boolean;
  /** The truncated number is odd. */
  odd: boolean;
  /** The part cut off against half a step: -1 less, 0 exactly half, 1 more. */
  half: -1 | 0 | 1;
}

/**
 * Whether a mode goes one step away from zero from the number truncated towards zero: the seven modes of UG1399
 * (paper 004, Table 1, writes them with floor, ceil, round and trunc). `RND*` go to the nearest and differ in ties only:
 * up, to zero, down, away from zero, to even. `TRN` goes down, `TRN_ZERO` stays.
 */
export const GOES_AWAY: Readonly<Record<Quantization, (cut: CutOff) => boolean>> = {
  RND: ({ half, negative }) => half > 0 || (half === 0 && !negative),
  RND_ZERO: ({ half }) => half > 0,
  RND_MIN_INF: ({ half, negative }) => half > 0 || (half === 0 && negative),
  RND_INF: ({ half }) => half >= 0,
  RND_CONV: ({ half, odd }) => half > 0 || (half === 0 && odd),
  TRN: ({ negative }) => negative,
  TRN_ZERO: () => false,
};

/** `mantissa * 2^exponent` rounded to an integer, exactly. */
export function roundedBigInt(mode: Quantization, mantissa: bigint, exponent: number): bigint {
  if (exponent >= 0) return mantissa << BigInt(exponent);
  const negative = mantissa < 0n;
  const magnitude = negative ? -mantissa : mantissa;
  const shift = BigInt(-exponent);
  const whole = magnitude >> shift;
  const cut = magnitude - (whole << shift);
  if (cut === 0n) return negative ? -whole : whole;
  const twice = cut << 1n;
  const step = 1n << shift;
  const half = twice > step ? 1 : twice < step ? -1 : 0;
  const away = GOES_AWAY[mode]({ negative, odd: (whole & 1n) === 1n, half });
  const rounded = away ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

/** A finite double rounded to an integer, exactly: doubles with a fraction are below 2^52. */
export function roundedNumber(mode: Quantization, x: number): number {
  const whole = Math.trunc(x);
  const cut = Math.abs(x - whole);
  if (cut === 0) return whole;
  const half = cut > 0.5 ? 1 : cut < 0.5 ? -1 : 0;
  const negative = x < 0;
  const away = GOES_AWAY[mode]({ negative, odd: whole % 2 !== 0, half });
  return away ? whole + (negative ? -1 : 1) : whole;
}
