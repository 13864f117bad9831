import fc from 'fast-check';
import type { Fixed } from './cast';
import { expansionOf } from './exact-double';
import { bitLimits } from './fixed-range';
import { type FixedType, fixedType, fractionOf, OVERFLOWS, QUANTIZATIONS } from './fixed-type';

/** Any type of at most so many bits, the binary point up to 12 bits outside of them. */
export const anyType = (maxWidth: number): fc.Arbitrary<FixedType> =>
  fc
    .record({
      width: fc.oneof(
        fc.integer({ min: 1, max: Math.min(8, maxWidth) }),
        fc.integer({ min: 1, max: maxWidth }),
      ),
      above: fc.integer({ min: -12, max: 12 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      signed: fc.boolean(),
      quantization: fc.constantFrom(...QUANTIZATIONS),
      overflow: fc.constantFrom(...OVERFLOWS),
    })
    .map(({ above, share, ...rest }) =>
      fixedType({ ...rest, integer: Math.round(share * rest.width) + above }),
    );

/** Any code that the bits of a type hold, the ends and the middle often. */
export const anyCode = (type: FixedType): fc.Arbitrary<bigint> => {
  const { min, max } = bitLimits(type);
  return fc.oneof(
    fc.bigInt({ min, max }),
    fc.constantFrom(min, max, 0n, type.signed && min < 0n ? -1n : max),
  );
};

/** Any value of any type of at most so many bits. */
export const anyFixed = (maxWidth: number): fc.Arbitrary<Fixed> =>
  anyType(maxWidth).chain((type) => anyCode(type).map((code) => ({ type, code })));

/** Doubles of all sizes, and quarters of a step around zero and the ends of a type's range, where the modes differ. */
export const doublesFor = (type: FixedType): fc.Arbitrary<number> => {
  const step = 2 ** -fractionOf(type);
  const { min, max } = bitLimits(type);
  const near = fc
    .tuple(fc.constantFrom(0, Number(min), Number(max), 2 ** type.width), fc.integer({ min: -13, max: 13 }))
    .map(([base, quarters]) => (base + quarters / 4) * step);
  const inside = fc.double({ min: -4, max: 4, noNaN: true }).map((x) => x * Number(max) * step);
  const any = fc.double({ noNaN: true, noDefaultInfinity: true });
  return fc.oneof(near, inside, any);
};

/** An exact fraction; the denominator is positive. */
export interface Rational {
  num: bigint;
  den: bigint;
}

export const rational = (num: bigint, den = 1n): Rational =>
  den < 0n ? { num: -num, den: -den } : { num, den };

const powerOfTwo = (exponent: number): Rational =>
  exponent < 0 ? rational(1n, 1n << BigInt(-exponent)) : rational(1n << BigInt(exponent));

/** The exact value of a double. */
export function rationalOf(x: number): Rational {
  const { mantissa, exponent } = expansionOf(x);
  return times(rational(mantissa), powerOfTwo(exponent));
}

/** The exact value of a fixed-point value. */
export const rationalValue = ({ type, code }: Fixed): Rational =>
  times(rational(code), powerOfTwo(-fractionOf(type)));

export const plus = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den + b.num * a.den, a.den * b.den);
export const minus = (a: Rational, b: Rational): Rational => plus(a, rational(-b.num, b.den));
export const times = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);
export const over = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);
export const sign = (a: Rational): number => (a.num > 0n ? 1 : a.num < 0n ? -1 : 0);
export const equal = (a: Rational, b: Rational): boolean => a.num * b.den === b.num * a.den;
export const magnitude = (a: Rational): Rational => rational(a.num < 0n ? -a.num : a.num, a.den);
export const floor = ({ num, den }: Rational): bigint =>
  num < 0n && num % den !== 0n ? num / den - 1n : num / den;
export const ceil = (a: Rational): bigint => -floor(rational(-a.num, a.den));

const HALF = rational(1n, 2n);
const up = (v: Rational): bigint => floor(plus(v, HALF));
const down = (v: Rational): bigint => ceil(minus(v, HALF));

/** Rounding as paper 004 defines it, Table 1. */
const ROUNDED: Record<FixedType['quantization'], (v: Rational) => bigint> = {
  RND: up,
  RND_ZERO: (v) => (v.num < 0n ? up(v) : down(v)),
  RND_MIN_INF: down,
  RND_INF: (v) => (v.num < 0n ? down(v) : up(v)),
  RND_CONV: (v) => (up(v) % 2n === 0n ? up(v) : down(v)),
  TRN: floor,
  TRN_ZERO: (v) => (v.num < 0n ? ceil(v) : floor(v)),
};

const clip = (v: bigint, min: bigint, max: bigint): bigint => (v < min ? min : v > max ? max : v);
const modulo = (v: bigint, span: bigint): bigint => ((v % span) + span) % span;

/** Overflow as paper 004 defines it, Table 2, with -1 as the lower limit of one symmetric bit, as AMD's header. */
const FITTED: Record<FixedType['overflow'], (v: bigint, min: bigint, max: bigint) => bigint> = {
  SAT: clip,
  SAT_ZERO: (v, min, max) => (v < min || v > max ? 0n : v),
  SAT_SYM: (v, min, max) => clip(v, min === 0n ? 0n : max === 0n ? -1n : -max, max),
  WRAP(v, min, max) {
    const span = max - min + 1n;
    const rest = modulo(v, span);
    return rest > max ? rest - span : rest;
  },
};

/** The code of an exact value, by the definitions of paper 004 in exact arithmetic. */
export function codeByDefinition(type: FixedType, value: Rational): bigint {
  const steps = times(value, powerOfTwo(fractionOf(type)));
  const { min, max } = bitLimits(type);
  return FITTED[type.overflow](ROUNDED[type.quantization](steps), min, max);
}
