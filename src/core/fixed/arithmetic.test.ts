import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  movePoint,
  multiply,
  negate,
  shiftLeft,
  shiftRight,
  subtract,
} from './arithmetic';
import { castTo, type Fixed, fixedOf, numberOf } from './cast';
import { bitLimits } from './fixed-range';
import { parseFixedType, printFixedType } from './fixed-text';
import {
  anyFixed,
  anyType,
  codeByDefinition,
  equal,
  magnitude,
  minus,
  over,
  plus,
  type Rational,
  rational,
  rationalValue,
  sign,
  times,
} from './testing';

const fixed = (text: string, x: number): Fixed => fixedOf(parseFixedType(text), x);
const shown = (value: Fixed): [string, number] => [printFixedType(value.type), numberOf(value)];

/** A value lies in the bits of its own type. */
function expectInType({ type, code }: Fixed): void {
  const { min, max } = bitLimits(type);
  expect(code >= min && code <= max).toBe(true);
}

describe("arithmetic in AMD's result types, by hand", () => {
  const a = fixed('ap_fixed<8,3>', 2.75);
  const b = fixed('ap_ufixed<6,4>', 3.5);

  it('grows so that nothing is lost', () => {
    expect(shown(add(a, b))).toEqual(['ap_fixed<11,6>', 6.25]);
    expect(shown(subtract(a, b))).toEqual(['ap_fixed<11,6>', -0.75]);
    expect(shown(multiply(a, b))).toEqual(['ap_fixed<14,7>', 9.625]);
    expect(shown(subtract(b, b))).toEqual(['ap_fixed<7,5>', 0]);
    expect(shown(negate(b))).toEqual(['ap_fixed<7,5>', -3.5]);
  });

  it('divides towards zero, to the fraction bits of the dividend', () => {
    // 2.75 / 3.5 = 0.7857, 25 / 32 = 0.78125.
    expect(shown(divide(a, b))).toEqual(['ap_fixed<10,5>', 0.78125]);
    expect(shown(divide(negate(a), b))).toEqual(['ap_fixed<11,6>', -0.78125]);
    expect(shown(divide(b, a))).toEqual(['ap_fixed<12,10>', 1.25]);
  });

  it('has more fraction bits where the step of the divisor is more than 1', () => {
    // 88 / 2 = 44 in code, 7 bits after the point.
    expect(shown(divide(a, fixed('ap_ufixed<4,6>', 8)))).toEqual(['ap_fixed<8,1>', 0.34375]);
  });

  it('wraps the most negative quotient by a divisor of code -1, as the header', () => {
    expect(shown(divide(fixed('ap_fixed<8,8>', -128), fixed('ap_fixed<8,8>', -1)))).toEqual([
      'ap_fixed<9,9>',
      -128,
    ]);
    expect(shown(divide(fixed('ap_fixed<8,8>', -128), fixed('ap_fixed<9,9>', -1)))).toEqual([
      'ap_fixed<9,9>',
      128,
    ]);
  });

  it('refuses a division by zero', () => {
    expect(() => divide(a, fixed('ap_fixed<8,3>', 0))).toThrow(
      expect.objectContaining({ name: 'DivisionByZero' }),
    );
  });

  it('shifts within the type, and moves the point without loss', () => {
    expect(shown(shiftLeft(a, 1))).toEqual(['ap_fixed<8,3>', -2.5]);
    expect(shown(shiftRight(fixed('ap_fixed<8,3,AP_RND,AP_SAT>', -0.09375), 1))).toEqual([
      'ap_fixed<8,3,AP_RND,AP_SAT>',
      -0.0625,
    ]);
    expect(shown(shiftLeft(a, -1))).toEqual(['ap_fixed<8,3>', 1.375]);
    expect(shown(shiftRight(b, -1))).toEqual(['ap_ufixed<6,4>', 7]);
    expect(shown(shiftRight(negate(a), 99))).toEqual(['ap_fixed<9,4>', -0.03125]);
    expect(shown(shiftLeft(a, 99))).toEqual(['ap_fixed<8,3>', 0]);
    expect(shown(movePoint(a, 2))).toEqual(['ap_fixed<8,5>', 11]);
  });
});

describe('laws of arithmetic, against exact fractions, up to 64 bits', () => {
  const exact: [string, (a: Fixed, b: Fixed) => Fixed, (a: Rational, b: Rational) => Rational][] = [
    ['a + b', add, plus],
    ['a - b', subtract, minus],
    ['a * b', multiply, times],
  ];

  it.each(exact)('%s is exact and lies in its type', (_name, ours, theirs) => {
    fc.assert(
      fc.property(anyFixed(64), anyFixed(64), (a, b) => {
        const result = ours(a, b);
        expectInType(result);
        expect(equal(rationalValue(result), theirs(rationalValue(a), rationalValue(b)))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each(exact)('%s assigned to a type is the exact result, rounded once', (_name, ours, theirs) => {
    fc.assert(
      fc.property(anyFixed(64), anyFixed(64), anyType(64), (a, b, type) => {
        const expected = codeByDefinition(type, theirs(rationalValue(a), rationalValue(b)));
        expect(castTo(type, ours(a, b)).code).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('a / b is the exact quotient cut off after its last bit, but where the division wraps', () => {
    fc.assert(
      fc.property(anyFixed(64), anyFixed(64), (a, b) => {
        fc.pre(b.code !== 0n);
        fc.pre(!(b.code === -1n && a.type.signed && a.code === bitLimits(a.type).min));
        const result = divide(a, b);
        expectInType(result);
        const quotient = over(rationalValue(a), rationalValue(b));
        const rest = minus(quotient, rationalValue(result));
        const lastBit = rationalValue({ type: result.type, code: 1n });
        expect(sign(minus(magnitude(rest), lastBit))).toBe(-1);
        expect([0, sign(quotient)]).toContain(sign(rest));
      }),
      { numRuns: 400 },
    );
  });

  it('-a is exact', () => {
    fc.assert(
      fc.property(anyFixed(64), (a) => {
        const zero = plus(rationalValue(negate(a)), rationalValue(a));
        expect(equal(zero, rational(0n))).toBe(true);
        expectInType(negate(a));
      }),
    );
  });

  it('compare orders by value', () => {
    fc.assert(
      fc.property(anyFixed(64), anyFixed(64), (a, b) => {
        expect(compare(a, b)).toBe(sign(minus(rationalValue(a), rationalValue(b))));
        expect(compare(a, a)).toBe(0);
      }),
    );
  });

  it('a shift right is the value divided by a power of two, rounded down', () => {
    fc.assert(
      fc.property(anyFixed(64), fc.integer({ min: 0, max: 70 }), (a, bits) => {
        const type = { ...a.type, quantization: 'TRN', overflow: 'WRAP' } as const;
        const divided = over(rationalValue(a), rational(1n << BigInt(bits)));
        expect(shiftRight(a, bits).code).toBe(codeByDefinition(type, divided));
      }),
    );
  });

  it('a shift left is the value times a power of two, wrapped', () => {
    fc.assert(
      fc.property(anyFixed(64), fc.integer({ min: 0, max: 70 }), (a, bits) => {
        const type = { ...a.type, overflow: 'WRAP' as const };
        const multiplied = times(rationalValue(a), rational(1n << BigInt(bits)));
        expect(shiftLeft(a, bits).code).toBe(codeByDefinition(type, multiplied));
      }),
    );
  });
});
