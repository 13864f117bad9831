import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyInterval, accuracyMargin } from './interval';

/** Chance that the interval of k of n right images holds the true accuracy p, summed over the binomial distribution. */
function coverage(p: number, n: number, low: (share: number) => number, high: (share: number) => number) {
  let chance = (1 - p) ** n;
  let covered = 0;
  for (let k = 0; k <= n; k++) {
    if (low(k / n) <= p && p <= high(k / n)) covered += chance;
    chance *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return covered;
}

describe('the 95 % interval of an accuracy', () => {
  it('is about 0.33 points either way at 97 % of 10 000 images', () => {
    expect(100 * accuracyMargin(0.97, 10_000)).toBeCloseTo(0.335, 3);
  });

  it("is Wilson's score interval", () => {
    // R. G. Newcombe, Two-sided confidence intervals for the single proportion (1998), Table I, method 3.
    const { low, high } = accuracyInterval(81 / 263, 263);
    expect([low, high].map((end) => end.toFixed(4))).toEqual(['0.2553', '0.3662']);
  });

  it('holds the accuracy, within 0..1, and is never a point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, u) => {
        const share = Math.round(u * n) / n;
        const { low, high } = accuracyInterval(share, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        expect(high).toBeGreaterThan(low);
      }),
    );
  });

  it('narrows with more images', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 10_000 }), (p, n) => {
        expect(accuracyMargin(p, 4 * n)).toBeLessThan(accuracyMargin(p, n));
      }),
    );
  });

  it('covers a network of 99 % on 100 images nine times in ten, where the normal approximation does two in three', () => {
    const normal = (share: number) => 1.96 * Math.sqrt((share * (1 - share)) / 100);
    const byWilson = coverage(
      0.99,
      100,
      (share) => accuracyInterval(share, 100).low,
      (share) => accuracyInterval(share, 100).high,
    );
    const byNormal = coverage(
      0.99,
      100,
      (share) => share - normal(share),
      (share) => share + normal(share),
    );
    expect(byWilson).toBeGreaterThan(0.9);
    expect(byNormal).toBeLessThan(0.67);
  });
});
