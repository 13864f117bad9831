import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random';
import { CALIBRATIONS, rangeOf, squaredError, type Target } from './calibration';
import { divergenceAt } from './entropy';
import { histogramOf } from './histogram';

const target = (over: Partial<Target> = {}): Target => ({
  bits: 8,
  scheme: 'symmetric',
  percentile: 99,
  ...over,
});

/** Sums of twelve uniform numbers less 6: nearly normal, and one far outlier. */
function bell(count: number, outlier: number): Float32Array {
  const random = new Random(7);
  const values = Float32Array.from({ length: count }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += random.uniform();
    return sum;
  });
  values[0] = outlier;
  return values;
}

describe('calibration', () => {
  const list = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 });

  it.each(CALIBRATIONS)('%s gives a range that holds 0 and no more than min and max', (calibration) => {
    fc.assert(
      fc.property(list, fc.integer({ min: 2, max: 8 }), fc.boolean(), (values, bits, even) => {
        const scheme = even ? 'symmetric' : 'asymmetric';
        const { low, high } = rangeOf(values, calibration, target({ bits, scheme }));
        const reach = Math.max(...values.map(Math.abs));
        expect(low).toBeLessThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(0);
        expect(Math.max(-low, high)).toBeLessThanOrEqual(reach * (1 + 1e-6));
      }),
      { numRuns: 25 },
    );
  });

  it('min-max is the smallest and the largest', () => {
    expect(rangeOf([0.5, -2, 3], 'min-max', target())).toEqual({ low: -2, high: 3 });
  });

  it('percentile leaves out the share that it names', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => i / 1000);
    expect(rangeOf(values, 'percentile', target()).high).toBeCloseTo(0.99, 2);
    expect(rangeOf(values, 'percentile', target({ scheme: 'asymmetric' })).high).toBeCloseTo(0.995, 2);
  });

  it('mse never errs more than min-max, and much less where one value lies far out', () => {
    const values = bell(20_000, 60);
    const errorOf = (calibration: 'mse' | 'min-max', bits: number) =>
      squaredError(histogramOf(values), rangeOf(values, calibration, target({ bits })), target({ bits }));
    for (const bits of [2, 3, 4, 6, 8]) {
      expect(errorOf('mse', bits)).toBeLessThanOrEqual(errorOf('min-max', bits));
    }
    expect(errorOf('mse', 4)).toBeLessThan(errorOf('min-max', 4) / 1.5);
  });

  it('entropy clips a far outlier and keeps an even distribution whole', () => {
    expect(rangeOf(bell(50_000, 60), 'entropy', target()).high).toBeLessThan(12);
    const even = Float32Array.from({ length: 50_000 }, (_, i) => i / 50_000);
    expect(rangeOf(even, 'entropy', target()).high).toBeGreaterThan(0.9);
  });

  it('divergence by hand: bins 1, 1, 0, 2 and 4 beyond in two levels', () => {
    // P = (1, 1, 0, 2 + 4) / 8; Q = (1, 1, 0, 2) / 4: levels (1 + 1) and (0 + 2), spread over filled bins.
    const expected = (1 / 8) * Math.log(1 / 8 / (1 / 4)) * 2 + (6 / 8) * Math.log(6 / 8 / (2 / 4));
    expect(divergenceAt(Float64Array.of(1, 1, 0, 2, 4), 4, 2)).toBeCloseTo(expected, 12);
  });
});
