import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestBinaryPoint, binaryPointErrors, integerBitsOf, learnedCast, settledType } from './binary-point';
import { valueCaster } from './cast';
import { fixedType } from './fixed-type';

const QFX = fixedType({ width: 8, integer: 0, quantization: 'RND', overflow: 'SAT' });

describe('a learned binary point', () => {
  it('is clamped to 0..W and rounded, ties to even (paper 004, Algorithm 2)', () => {
    const trained = [-3, -0.4, 0.5, 1.5, 2.5, 3.49, 7.6, 12];
    expect(trained.map((integer) => integerBitsOf(integer, 8))).toEqual([0, 0, 0, 2, 2, 3, 8, 8]);
    expect(settledType({ ...QFX, integer: 2.7 })).toEqual({ ...QFX, integer: 3 });
  });

  it('passes the gradient of I through rounding and clamp', () => {
    for (const [trained, settled] of [
      [2.7, 3],
      [-5, 0],
      [11, 8],
    ]) {
      const learned = learnedCast({ ...QFX, integer: trained })(0.6);
      expect(learned).toEqual(learnedCast({ ...QFX, integer: settled })(0.6));
      expect(learned.dInteger).not.toBe(0);
    }
  });

  it('moves to where the values fit when it is trained by its gradient', () => {
    // The values need 3 integer bits, sign included; the squared error is descended from both sides.
    const values = Array.from({ length: 64 }, (_, i) => (i / 63) * 7.9 - 3.95);
    const train = (start: number): number => {
      let trained = start;
      for (let step = 0; step < 400; step++) {
        const cast = learnedCast({ ...QFX, integer: trained });
        const gradients = values.map((x) => {
          const { value, dInteger } = cast(x);
          return 2 * (value - x) * dInteger;
        });
        trained -= 0.1 * (gradients.reduce((sum, g) => sum + g, 0) / values.length);
      }
      return integerBitsOf(trained, QFX.width);
    };
    expect(bestBinaryPoint(values, QFX).integer).toBe(3);
    expect(train(0)).toBe(3);
    expect(train(-1)).toBe(3);
  });

  it('of a post-training cast is the one with the least mean squared error', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (values) => {
          const errors = binaryPointErrors(values, QFX);
          expect(errors.map(({ integer }) => integer)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
          const best = bestBinaryPoint(values, QFX);
          const cast = valueCaster({ ...QFX, integer: best.integer });
          const own = values.reduce((sum, x) => sum + (cast(x) - x) ** 2, 0) / values.length;
          expect(best.meanSquaredError).toBeCloseTo(own, 12);
          for (const { integer, meanSquaredError } of errors) {
            expect(meanSquaredError).toBeGreaterThanOrEqual(best.meanSquaredError);
            if (integer < best.integer) expect(meanSquaredError).toBeGreaterThan(best.meanSquaredError);
          }
        },
      ),
    );
  });
});
