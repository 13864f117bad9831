import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanAbsoluteError, ranks, spearman } from './rank-correlation';

const value = fc.integer({ min: -20, max: 20 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 40 });
const columns = (rows: [number, number][]): [number[], number[]] => [
  rows.map(([x]) => x),
  rows.map(([, y]) => y),
];
const varies = (values: number[]): boolean => new Set(values).size > 1;

describe('ranks', () => {
  it('of ties are their mean', () => {
    expect(ranks([30, 10, 20, 20])).toEqual([4, 1, 2.5, 2.5]);
  });

  it('sum to n (n + 1) / 2', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const sum = ranks(values).reduce((total, rank) => total + rank, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });
});

describe("Spearman's rank correlation", () => {
  it('without ties is 1 - 6 sum d^2 / (n (n^2 - 1))', () => {
    // IQ against hours of television, the worked example of "Spearman's rank correlation coefficient", Wikipedia.
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  it('with ties is the Pearson correlation of the mean ranks', () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5 / sqrt(4.5 x 5).
    expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  });

  it('lies in -1..1, is symmetric, and turns with the order of one list', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = columns(rows);
        fc.pre(varies(a) && varies(b));
        const rho = spearman(a, b);
        expect(Math.abs(rho)).toBeLessThanOrEqual(1 + 1e-12);
        expect(spearman(b, a)).toBeCloseTo(rho, 12);
        const turned = a.map((x) => -x);
        expect(spearman(turned, b)).toBeCloseTo(-rho, 12);
      }),
    );
  });

  it('depends on the order alone, and is 1 of any rising function', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = columns(rows);
        fc.pre(varies(a) && varies(b));
        const cubed = a.map((x) => x ** 3 + x);
        expect(spearman(cubed, b)).toBe(spearman(a, b));
        expect(spearman(a, cubed)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('of a constant list is not a number, rather than 0', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(spearman([], [])).toBeNaN();
  });

  it('refuses lists that do not belong together', () => {
    expect(() => spearman([1, 2], [1])).toThrow(expect.objectContaining({ name: 'UnequalLengths' }));
    expect(() => meanAbsoluteError([1, 2], [1])).toThrow(expect.objectContaining({ name: 'UnequalLengths' }));
  });
});

describe('the mean absolute error', () => {
  it('is a distance: 0 of a list to itself, symmetric, and the offset of a shifted list', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -9, max: 9 }), (rows, offset) => {
        const [a, b] = columns(rows);
        const shifted = a.map((x) => x + offset);
        expect(meanAbsoluteError(a, a)).toBe(0);
        expect(meanAbsoluteError(a, b)).toBe(meanAbsoluteError(b, a));
        expect(meanAbsoluteError(a, shifted)).toBe(Math.abs(offset));
      }),
    );
  });
});
