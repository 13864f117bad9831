import { BitscapeError } from '../errors';

/** What becomes of the bits below the least significant one, under AMD's names without `AP_`. */
export const QUANTIZATIONS = [
  'RND',
  'RND_ZERO',
  'RND_MIN_INF',
  'RND_INF',
  'RND_CONV',
  'TRN',
  'TRN_ZERO',
] as const;

/** What becomes of a value outside the range, under AMD's names without `AP_`. */
export const OVERFLOWS = ['SAT', 'SAT_ZERO', 'SAT_SYM', 'WRAP'] as const;

export type Quantization = (typeof QUANTIZATIONS)[number];
export type Overflow = (typeof OVERFLOWS)[number];

/**
 * AMD's `ap_fixed<width, integer, AP_<quantization>, AP_<overflow>>`, or `ap_ufixed` if not signed.
 * A value is an integer code of `width` bits times 2^(integer - width). Source: UG1399, "Arbitrary Precision
 * Fixed-Point Data Types".
 */
export interface FixedType {
  /** All bits W, the sign included. */
  width: number;
  /** Bits I before the binary point, the sign included; may be negative or more than the width. */
  integer: number;
  signed: boolean;
  quantization: Quantization;
  overflow: Overflow;
}

/** The widest type: what AMD's header allows at most (`AP_INT_MAX_W`, UG1399). */
export const MAX_WIDTH = 4096;

/** How far from the number the binary point may lie; a limit of ours, for AMD's header it is an `int`. */
export const MAX_INTEGER = 16384;

/**
 * A checked type; what is left out takes AMD's defaults: signed, AP_TRN, AP_WRAP.
 * @throws BitscapeError "BadFixedType" with what would be right.
 */
export function fixedType(type: Pick<FixedType, 'width' | 'integer'> & Partial<FixedType>): FixedType {
  const full: FixedType = { signed: true, quantization: 'TRN', overflow: 'WRAP', ...type };
  const { width, integer, quantization, overflow } = full;
  if (!Number.isInteger(width) || width < 1 || width > MAX_WIDTH) {
    throw bad(`the width must be an integer from 1 to ${MAX_WIDTH}, not ${width}`);
  }
  if (!Number.isInteger(integer) || Math.abs(integer) > MAX_INTEGER) {
    throw bad(`the integer bits must be an integer from -${MAX_INTEGER} to ${MAX_INTEGER}, not ${integer}`);
  }
  if (!QUANTIZATIONS.includes(quantization)) {
    throw bad(`"${quantization}" is no quantization mode: use one of ${QUANTIZATIONS.join(', ')}`);
  }
  if (!OVERFLOWS.includes(overflow)) {
    throw bad(`"${overflow}" is no overflow mode: use one of ${OVERFLOWS.join(', ')}`);
  }
  return full;
}

const bad = (message: string): BitscapeError => new BitscapeError('BadFixedType', message);

/** Bits after the binary point, W - I; negative where the step is more than 1. */
export const fractionOf = ({ width, integer }: FixedType): number => width - integer;
