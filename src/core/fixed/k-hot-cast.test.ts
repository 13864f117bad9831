import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integerBitsOf, learnedCast } from './binary-point';
import { exactCodeOf } from './cast';
import { fixedType } from './fixed-type';
import { kHot } from './k-hot';
import { kHotCast } from './k-hot-cast';
import { anyType } from './testing';

const QFX = fixedType({ width: 8, integer: 0, quantization: 'RND', overflow: 'SAT' });

describe('the K-hot cast', () => {
  it('by hand: the two highest ones, or the two nearest powers, of a learned type', () => {
    // 2.6 integer bits are 3: 2.4 has code 77 = 64 + 8 + 4 + 1 in steps of 1/32.
    const learned = { ...QFX, integer: 2.6 };
    expect(kHotCast(learned, 2, 'greedy')(2.4)).toEqual({
      value: 72 / 32,
      dInput: 1,
      dInteger: Math.LN2 * (72 / 32 - 2.4),
    });
    expect(kHotCast(learned, 2)(2.4).value).toBe(80 / 32);
    expect(kHotCast(learned, 2)(9)).toEqual({ value: 127 / 32, dInput: 0, dInteger: (Math.LN2 * 127) / 32 });
  });

  it('is the K-hot code of the cast, with the gradient of the cast', () => {
    const trained = fc.double({ min: -2, max: 12, noNaN: true });
    const x = fc.double({ min: -300, max: 300, noNaN: true });
    fc.assert(
      fc.property(anyType(10), trained, fc.integer({ min: 1, max: 4 }), x, (type, integer, k, value) => {
        const settled = { ...type, integer: integerBitsOf(integer, type.width) };
        const step = 2 ** (settled.integer - settled.width);
        const ours = kHotCast({ ...type, integer }, k)(value);
        expect(ours.value).toBe(Number(kHot(settled, exactCodeOf(settled, value), k)) * step);
        expect(ours.dInput).toBe(learnedCast({ ...type, integer })(value).dInput);
      }),
    );
  });
});
