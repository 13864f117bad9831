import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castTo, fixedOf, numberOf } from './cast';
import { decimalOf } from './fixed-decimal';
import { parseFixedType } from './fixed-text';
import { anyFixed } from './testing';

describe('the decimal digits of a fixed-point value', () => {
  it.each([
    ['ap_fixed<8,3>', -0.09375, '-0.09375'],
    ['ap_fixed<8,3>', 2, '2'],
    ['ap_ufixed<4,-2>', 0.015625, '0.015625'],
    ['ap_fixed<8,10>', -400, '-400'],
    ['ap_fixed<8,8>', 0, '0'],
    ['ap_fixed<70,4>', 2 ** -66, '0.000000000000000000013552527156068805425093160010874271392822265625'],
  ])('%s: %d', (text, x, digits) => {
    expect(decimalOf(fixedOf(parseFixedType(text), x))).toBe(digits);
  });

  it('are read as the same value', () => {
    fc.assert(
      fc.property(anyFixed(53), (value) => {
        expect(Number(decimalOf(value))).toBe(numberOf(value));
      }),
    );
  });

  it('tell values apart that are one double', () => {
    const type = parseFixedType('ap_fixed<64,64>');
    const [a, b] = [2n ** 60n, 2n ** 60n + 1n].map((code) => castTo(type, { type, code }));
    expect(numberOf(a)).toBe(numberOf(b));
    expect([a, b].map(decimalOf)).toEqual(['1152921504606846976', '1152921504606846977']);
  });
});
