import { codeLimits, type Limits } from './fixed-range';
import type { FixedType, Overflow } from './fixed-type';

/** What a mode makes of a code outside the limits of a type. */
type Overflowing<T> = (code: T, limits: Limits<T>, type: FixedType) => T;

const nearestBigInt: Overflowing<bigint> = (code, { min, max }) => (code < min ? min : max);
const nearestNumber: Overflowing<number> = (code, { min, max }) => (code < min ? min : max);

/** The lowest bits of a code, read as two's complement if the type is signed. */
export const wrappedBigInt = (code: bigint, width: number, signed: boolean): bigint =>
  signed ? BigInt.asIntN(width, code) : BigInt.asUintN(width, code);

const wrappedNumber: Overflowing<number> = (code, _limits, { width, signed }) => {
  const span = 2 ** width;
  const rest = code % span;
  const low = signed ? -span / 2 : 0;
  if (rest < low) return rest + span;
  return rest >= low + span ? rest - span : rest;
};

const BIG: Readonly<Record<Overflow, Overflowing<bigint>>> = {
  SAT: nearestBigInt,
  SAT_ZERO: () => 0n,
  SAT_SYM: nearestBigInt,
  WRAP: (code, _limits, { width, signed }) => wrappedBigInt(code, width, signed),
};

const SMALL: Readonly<Record<Overflow, Overflowing<number>>> = {
  SAT: nearestNumber,
  SAT_ZERO: () => 0,
  SAT_SYM: nearestNumber,
  WRAP: wrappedNumber,
};

/** A code of any size brought into a type, as its overflow mode says (UG1399; paper 004, Table 2). */
export function fittedBigInt(type: FixedType, code: bigint): bigint {
  const limits = codeLimits(type);
  return code >= limits.min && code <= limits.max ? code : BIG[type.overflow](code, limits, type);
}

/** `fittedBigInt` for integers held in doubles, as a function made once for a type of at most 53 bits. */
export function numberFitter(type: FixedType): (code: number) => number {
  const { min, max } = codeLimits(type);
  const limits = { min: Number(min), max: Number(max) };
  const overflow = SMALL[type.overflow];
  // Adding zero turns -0, which a remainder or a truncation may be, into 0.
  return (code) => (code >= limits.min && code <= limits.max ? code : overflow(code, limits, type)) + 0;
}
