import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeProduct } from './product';

const sizes = fc.record({
  n: fc.integer({ min: 1, max: 4 }),
  k: fc.integer({ min: 1, max: 40 }),
  m: fc.integer({ min: 1, max: 19 }),
});

it('equals the plain sum for every width of weight and input, up to the limit', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.integer({ min: 1, max: 255 }),
      fc.integer({ min: 1, max: 32767 }),
      fc.nat(),
      ({ n, k, m }, wide, high, seed) => {
        let state = seed;
        const next = (limit: number) => {
          state = (Math.imul(state, 1103515245) + 12345) >>> 0;
          const pick = state % 5;
          return pick === 0 ? limit : pick === 1 ? -limit : (state % (2 * limit + 1)) - limit;
        };
        const weights = Int16Array.from({ length: m * k }, () => next(wide));
        const rows = Float64Array.from({ length: n * k }, () => next(high));
        const plain = Array.from({ length: n * m }, (_, o) => {
          const [r, j] = [Math.floor(o / m), o % m];
          let sum = 0;
          for (let i = 0; i < k; i++) sum += rows[r * k + i] * weights[j * k + i];
          return sum;
        });
        expect([...makeProduct(weights, k, m, wide * high * k)(rows, n)]).toEqual(plain.map((v) => v + 0));
      },
    ),
    { numRuns: 300 },
  );
});

it('is exact where a digit reaches its limit', () => {
  const product = makeProduct(Int16Array.of(1, 1, -1, -1, 1, -1), 2, 3, 2);
  expect([...product(Float64Array.of(1, 1), 1)]).toEqual([2, -2, 0]);
});
