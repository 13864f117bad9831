import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_BITS } from '../precision';
import { formatBits, parseBits } from './ranges';

describe('bit ranges', () => {
  it.each([
    ['1-8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['3', [3]],
    ['1,3,5', [1, 3, 5]],
    ['1-3,8', [1, 2, 3, 8]],
    ['8,1 - 2, 2', [1, 2, 8]],
  ])('reads %s', (text, bits) => {
    expect(parseBits(text)).toEqual(bits);
  });

  it.each(['', '0', '9', '1-9', '3-1', '1..3', '1,', '-2', 'a', '1.5'])('refuses "%s"', (text) => {
    expect(parseBits(text)).toBeUndefined();
  });

  it('joins neighbours', () => {
    expect(formatBits(ALL_BITS)).toBe('1-8');
    expect(formatBits([1, 3, 5])).toBe('1,3,5');
    expect(formatBits([1, 2, 3, 8])).toBe('1-3,8');
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.subarray([...ALL_BITS], { minLength: 1 }), (bits) => {
        expect(parseBits(formatBits(bits))).toEqual(bits);
      }),
    );
  });
});
