import { BitscapeError } from '../errors';
import { expansionOf, scaled } from './exact-double';
import { type FixedType, fractionOf } from './fixed-type';
import { fittedBigInt, numberFitter } from './overflow-modes';
import { roundedBigInt, roundedNumber } from './rounding-modes';

/** A value of a fixed-point type: `code * 2^(I - W)`. */
export interface Fixed {
  type: FixedType;
  /** The bits as an integer: two's complement if the type is signed. */
  code: bigint;
}

/**
 * The code that assigning a double to a type gives, for any type: through the exact binary expansion of the double,
 * as AMD's header. Infinities saturate; under WRAP they count as +-2^1024, as in the header.
 * @throws BitscapeError "NotANumber" for NaN, which the header leaves undefined.
 */
export function exactCodeOf(type: FixedType, x: number): bigint {
  if (Number.isNaN(x)) throw notANumber();
  const { mantissa, exponent } = expansionOf(x);
  return fittedBigInt(type, roundedBigInt(type.quantization, mantissa, exponent + fractionOf(type)));
}

/** Width up to which codes are safe integers. */
const NUMBER_WIDTH = 53;
/** Fraction bits up to which the scale 2^(W - I) and its inverse are normal doubles. */
const NUMBER_FRACTION = 1000;
const SMALLEST_NORMAL = 2 ** -1022;

/** Whether codes of a type fit doubles, so that `codeCaster` computes without BigInt. */
export const fitsNumbers = (type: FixedType): boolean =>
  type.width <= NUMBER_WIDTH && Math.abs(fractionOf(type)) <= NUMBER_FRACTION;

/**
 * A function that rounds doubles to whole steps of a type, before its range counts: infinite where that is more than a
 * double holds. Made once for a type.
 * @throws BitscapeError "TooWide" above 53 bits, where only `exactCodeOf` is exact.
 */
export function stepRounder(type: FixedType): (x: number) => number {
  if (!fitsNumbers(type)) {
    throw new BitscapeError(
      'TooWide',
      `codes of ${type.width} bits with ${fractionOf(type)} after the binary point are no safe integers: use at most ` +
        `${NUMBER_WIDTH} bits and ${NUMBER_FRACTION}, or exactCodeOf`,
    );
  }
  const scale = 2 ** fractionOf(type);
  const { quantization } = type;
  return (x) => {
    const product = x * scale;
    // A product that is no normal double may have lost bits; all that counts of it are its sign and that it is not 0.
    const lost = x !== 0 && Math.abs(product) < SMALLEST_NORMAL;
    return roundedNumber(quantization, lost ? Math.sign(x) * SMALLEST_NORMAL : product);
  };
}

/**
 * A function that gives the code of doubles as a safe integer, equal to `exactCodeOf`. Made once for a type, for
 * loops over tensors.
 * @throws BitscapeError "TooWide" above 53 bits; the function throws "NotANumber".
 */
export function codeCaster(type: FixedType): (x: number) => number {
  const round = stepRounder(type);
  const fitted = numberFitter(type);
  return (x) => {
    const steps = round(x);
    return Number.isFinite(steps) ? fitted(steps) : Number(exactCodeOf(type, x));
  };
}

/** A function that gives the value that a double takes in a type of at most 53 bits: Quant of paper 004, Algorithm 1. */
export function valueCaster(type: FixedType): (x: number) => number {
  const code = codeCaster(type);
  const step = 2 ** -fractionOf(type);
  return (x) => code(x) * step;
}

/** A double assigned to a type. @throws BitscapeError "NotANumber". */
export const fixedOf = (type: FixedType, x: number): Fixed => ({ type, code: exactCodeOf(type, x) });

/** A fixed-point value assigned to another type: rounded, then brought into its range. */
export const castTo = (type: FixedType, { type: from, code }: Fixed): Fixed => ({
  type,
  code: fittedBigInt(type, roundedBigInt(type.quantization, code, fractionOf(type) - fractionOf(from))),
});

/** The value as a double: exact up to 53 bits, else the nearest, ties to even, as `to_double` of AMD's header. */
export const numberOf = ({ type, code }: Fixed): number => scaled(Number(code), -fractionOf(type));

/** The bits in hexadecimal, `0x` and a digit for every four bits, highest first. */
export const hexOf = ({ type, code }: Fixed): string =>
  `0x${BigInt.asUintN(type.width, code)
    .toString(16)
    .padStart(Math.ceil(type.width / 4), '0')}`;

const notANumber = (): BitscapeError =>
  new BitscapeError('NotANumber', 'NaN has no fixed-point code: give a finite number');
