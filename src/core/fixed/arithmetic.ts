import { BitscapeError } from '../errors';
import {
  differenceTypeOf,
  negativeTypeOf,
  productTypeOf,
  quotientTypeOf,
  sumTypeOf,
} from './arithmetic-types';
import type { Fixed } from './cast';
import { type FixedType, fractionOf } from './fixed-type';
import { wrappedBigInt } from './overflow-modes';

/** The code at a number of fraction bits that is not less than the type's. */
const codeAt = ({ type, code }: Fixed, fraction: number): bigint =>
  code << BigInt(fraction - fractionOf(type));

/** a + b without loss; assign it with `castTo`. */
export function add(a: Fixed, b: Fixed): Fixed {
  const type = sumTypeOf(a.type, b.type);
  return { type, code: codeAt(a, fractionOf(type)) + codeAt(b, fractionOf(type)) };
}

/** a - b without loss; assign it with `castTo`. */
export function subtract(a: Fixed, b: Fixed): Fixed {
  const type = differenceTypeOf(a.type, b.type);
  return { type, code: codeAt(a, fractionOf(type)) - codeAt(b, fractionOf(type)) };
}

/** a * b without loss; assign it with `castTo`. */
export const multiply = (a: Fixed, b: Fixed): Fixed => ({
  type: productTypeOf(a.type, b.type),
  code: a.code * b.code,
});

/** -a without loss. */
export const negate = ({ type, code }: Fixed): Fixed => ({ type: negativeTypeOf(type), code: -code });

/**
 * a / b, cut off towards zero after the fraction bits of the quotient's type. As in AMD's header the division is one of
 * integers no wider than its operands: the most negative dividend by a divisor of code -1 wraps to itself, though the
 * quotient's type has a bit for it.
 * @throws BitscapeError "DivisionByZero".
 */
export function divide(a: Fixed, b: Fixed): Fixed {
  if (b.code === 0n) {
    throw new BitscapeError('DivisionByZero', 'the divisor is zero: a fixed-point type has no infinity');
  }
  const type = quotientTypeOf(a.type, b.type);
  const shift = Math.max(fractionOf(b.type), 0);
  const quotient = (a.code << BigInt(shift)) / b.code;
  return { type, code: wrappedBigInt(quotient, divisionWidth(a.type, b.type, shift), type.signed) };
}

/** Bits of the integer division: those of the shifted dividend or of the divisor, each signed if one of them is. */
const divisionWidth = (a: FixedType, b: FixedType, shift: number): number =>
  Math.max(a.width + shift + (b.signed && !a.signed ? 1 : 0), b.width + (a.signed && !b.signed ? 1 : 0));

/**
 * `a << bits`: the bits move up within the type; those that leave it are lost, whatever its overflow mode. Negative
 * `bits` shift right.
 */
export function shiftLeft(a: Fixed, bits: number): Fixed {
  if (bits < 0) return shiftRight(a, -bits);
  const { width, signed } = a.type;
  return { type: a.type, code: wrappedBigInt(a.code << BigInt(Math.min(bits, width)), width, signed) };
}

/** `a >> bits`: the bits move down within the type and are cut off, whatever its quantization mode. */
export const shiftRight = (a: Fixed, bits: number): Fixed =>
  bits < 0 ? shiftLeft(a, -bits) : { type: a.type, code: a.code >> BigInt(Math.min(bits, a.type.width)) };

/** a times 2^bits without loss: the binary point moves, the bits stay. `lshift<bits>()` of AMD's header. */
export const movePoint = ({ type, code }: Fixed, bits: number): Fixed => ({
  type: { ...type, integer: type.integer + bits, quantization: 'TRN', overflow: 'WRAP' },
  code,
});

/** -1, 0 or 1 as the value of a is less than, equal to or more than that of b. */
export function compare(a: Fixed, b: Fixed): -1 | 0 | 1 {
  const fraction = Math.max(fractionOf(a.type), fractionOf(b.type));
  const [left, right] = [codeAt(a, fraction), codeAt(b, fraction)];
  return left < right ? -1 : left > right ? 1 : 0;
}
