import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantize, quantizeToCode } from '../quantizers/quantizer';
import {
  affineCode,
  affineOf,
  quantizedValue,
  quantizerOf,
  realValue,
  type Scheme,
  scalingFactor,
  zeroPointOf,
} from './affine';

const bits = fc.integer({ min: 2, max: 16 });
const scheme = fc.constantFrom<Scheme>('symmetric', 'asymmetric');
const range = fc
  .tuple(fc.double({ min: -50, max: 0, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }))
  .filter(([low, high]) => high - low > 1e-6)
  .map(([low, high]) => ({ low, high }));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('equations 1 and 2 of paper 001', () => {
  it('by hand: [-1, 3] in 2 bits has S = 4/3, and Z puts -1 at the lowest code', () => {
    const S = scalingFactor({ low: -1, high: 3 }, 2);
    expect(S).toBeCloseTo(4 / 3, 15);
    const Z = zeroPointOf(-1, S, 2);
    // Int(-0.75) + 2 = -1 + 2.
    expect(Z).toBe(1);
    expect([-1, 0, 1.4, 3].map((r) => quantizedValue(r, S, Z))).toEqual([-2, -1, 0, 1]);
    expect(realValue(-1, S, Z)).toBeCloseTo(0, 15);
  });

  it('INT8 of [-1, 1]: S = 2/255, codes -127 to 127', () => {
    const affine = affineOf({ low: -1, high: 1 }, 8, 'symmetric');
    expect(affine).toEqual({ bits: 8, scale: 2 / 255, zeroPoint: 0, minCode: -127, maxCode: 127 });
    expect([-2, -1, 0, 0.5, 1, 2].map((r) => affineCode(affine, r))).toEqual([-127, -127, 0, 64, 127, 127]);
  });

  it('codes lie in [-2^(b-1), 2^(b-1) - 1], 0 is exact, and within the range the error is at most half a step', () => {
    fc.assert(
      fc.property(range, bits, scheme, share, (r, b, kind, at) => {
        const affine = affineOf(r, b, kind);
        const x = r.low + at * (r.high - r.low);
        const code = affineCode(affine, x);
        expect(code).toBeGreaterThanOrEqual(-(2 ** (b - 1)));
        expect(code).toBeLessThanOrEqual(2 ** (b - 1) - 1);
        expect(realValue(affineCode(affine, 0), affine.scale, affine.zeroPoint)).toBeCloseTo(0, 12);
        const error = Math.abs(realValue(code, affine.scale, affine.zeroPoint) - x);
        // Rounding of the ends to whole codes moves the range by up to half a step: a whole one at the ends.
        expect(error).toBeLessThanOrEqual(affine.scale * (1 + 1e-9));
        if (at > 0.25 && at < 0.75 && b > 3) expect(error).toBeLessThanOrEqual(affine.scale * (0.5 + 1e-9));
      }),
    );
  });

  it('the quantizer with the zero point in its codes gives the same values, monotone and idempotent', () => {
    fc.assert(
      fc.property(range, bits, scheme, fc.double({ min: -99, max: 99, noNaN: true }), (r, b, kind, x) => {
        const affine = affineOf(r, b, kind);
        const quantizer = quantizerOf(affine);
        const { scale, zeroPoint } = affine;
        expect(quantize(quantizer, x)).toBeCloseTo(realValue(affineCode(affine, x), scale, zeroPoint), 9);
        expect(quantizeToCode(quantizer, quantize(quantizer, x))).toBe(quantizeToCode(quantizer, x));
        expect(quantizeToCode(quantizer, x + 1)).toBeGreaterThanOrEqual(quantizeToCode(quantizer, x));
      }),
    );
  });

  it('an empty range has the single value 0', () => {
    const quantizer = quantizerOf(affineOf({ low: 0, high: 0 }, 4, 'symmetric'), 0);
    expect(quantize(quantizer, 0)).toBe(0);
  });
});
