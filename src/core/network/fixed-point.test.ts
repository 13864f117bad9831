import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integerBitsOf, learnedCast } from '../fixed/binary-point';
import { fixedType } from '../fixed/fixed-type';
import { kHotCast } from '../fixed/k-hot-cast';
import { batchNormLine, castCode, castPasses, castStep, POINTS, stageCasts } from './fixed-point';
import { normalized } from './fold';
import { fixedOf, randomFixed, TINY_CNN, TINY_MLP } from './testing-fixed';

const PRECISION = { weightBits: 5, activationBits: 4, inputBits: 1 };
const trained = fc.float({ min: -9, max: 9, noNaN: true });
const real = fc.double({ min: -40, max: 40, noNaN: true });

describe('the casts of a stage', () => {
  it('are the learned casts of src/core/fixed, forward and backward', () => {
    fc.assert(
      fc.property(trained, real, fc.constantFrom(null, 1, 2), (integer, x, kHot) => {
        const points = new Float32Array(POINTS.length).fill(integer);
        const casts = stageCasts(TINY_CNN, PRECISION, fixedOf({ kHot }), points);
        const type = (width: number, overflow: 'SAT' | 'SAT_SYM', signed = true) => ({
          ...fixedType({ width, integer: 0, quantization: 'RND', overflow, signed }),
          integer: points[0],
          lowest: -width,
        });
        const hot = (of: ReturnType<typeof type>) => (kHot === null ? learnedCast(of) : kHotCast(of, kHot));
        expect(castStep(casts.weights, x)).toEqual(hot(type(5, 'SAT_SYM'))(x));
        expect(castStep(casts.multiplier, x)).toEqual(hot(type(6, 'SAT'))(x));
        expect(castStep(casts.bias, x)).toEqual(learnedCast(type(6, 'SAT'))(x));
        expect(castStep(casts.activation, x)).toEqual(learnedCast(type(4, 'SAT', false))(x));
      }),
    );
  });

  it("of a hard tanh have its levels: half the codes of the type, clipped where its range is the network's", () => {
    const { activation } = stageCasts(TINY_MLP, PRECISION, fixedOf(), Float32Array.of(0, 0, 0, 2));
    expect(activation).toMatchObject({ step: 0.25, minCode: -4, maxCode: 4 });
    expect([-1.2, -1, 0.1, 1, 1.2].map((x) => castCode(activation, x))).toEqual([-4, -4, 0, 4, 4]);
    expect([1.12, 1.13].map((x) => castPasses(activation, x))).toEqual([true, false]);
  });

  it("heed the paper's clamp at 0 integer bits when asked to", () => {
    const points = Float32Array.of(-3, -3, -3, -3);
    const stepOf = (lowest: 'negative' | 'zero') =>
      stageCasts(TINY_MLP, PRECISION, fixedOf({ lowest }), points).multiplier.step;
    expect([stepOf('negative'), stepOf('zero')]).toEqual([2 ** -9, 2 ** -6]);
    expect(integerBitsOf(-3, 6, -2)).toBe(-2);
  });
});

it("the line is BatchNorm's with running statistics", () => {
  for (const p of randomFixed(TINY_MLP, 3)) {
    const { multiplier, bias } = batchNormLine(p);
    for (const [n, a] of multiplier.entries()) {
      expect(a * 1.75 + bias[n]).toBeCloseTo(normalized(p, n, 0.25, 7), 12);
    }
  }
});
