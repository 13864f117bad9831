import { type FixedType, fractionOf } from './fixed-type';

/** The type of a result: full precision, AMD's default modes, since nothing is rounded or cut before an assignment. */
const resultType = (signed: boolean, integer: number, fraction: number): FixedType => ({
  width: integer + fraction,
  integer,
  signed,
  quantization: 'TRN',
  overflow: 'WRAP',
});

/** Integer bits of an operand next to the other one: an unsigned one needs a bit more beside a signed one. */
const beside = (a: FixedType, b: FixedType): number => a.integer + (b.signed && !a.signed ? 1 : 0);

const sumType = (a: FixedType, b: FixedType, signed: boolean): FixedType =>
  resultType(signed, Math.max(beside(a, b), beside(b, a)) + 1, Math.max(fractionOf(a), fractionOf(b)));

/** Type of a + b: a bit more than the longer integer part, the longer fraction. Source: `RType` of AMD's header. */
export const sumTypeOf = (a: FixedType, b: FixedType): FixedType => sumType(a, b, a.signed || b.signed);

/** Type of a - b: as of a + b, but always signed. */
export const differenceTypeOf = (a: FixedType, b: FixedType): FixedType => sumType(a, b, true);

/** Type of a * b: the bits of both. */
export const productTypeOf = (a: FixedType, b: FixedType): FixedType =>
  resultType(a.signed || b.signed, a.integer + b.integer, fractionOf(a) + fractionOf(b));

/**
 * Type of a / b: the dividend's fraction bits, more if the divisor's are negative; its integer bits and the divisor's
 * fraction bits, one more if the divisor is signed.
 */
export const quotientTypeOf = (a: FixedType, b: FixedType): FixedType =>
  resultType(
    a.signed || b.signed,
    (b.signed ? 1 : 0) + a.integer + fractionOf(b),
    fractionOf(a) + Math.max(0, -fractionOf(b)),
  );

/** Type of -a: a bit more, signed. */
export const negativeTypeOf = (a: FixedType): FixedType => resultType(true, a.integer + 1, fractionOf(a));
