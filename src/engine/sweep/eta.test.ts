import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondsLeft } from './eta';

const amount = fc.double({ min: 0.01, max: 1000, noNaN: true });
const measured = fc.array(fc.record({ cost: amount, seconds: amount }), { minLength: 1, maxLength: 20 });
const left = fc.array(amount, { minLength: 1, maxLength: 64 });
const workers = fc.integer({ min: 1, max: 16 });

describe('secondsLeft', () => {
  it('knows nothing before a measurement', () => {
    expect(secondsLeft([], [1, 1], 2)).toBeNull();
  });

  it('is 0 when nothing is left', () => {
    expect(secondsLeft([{ cost: 1, seconds: 3 }], [], 2)).toEqual({ low: 0, high: 0 });
  });

  it('is exact for equal cells in one worker', () => {
    const { low, high } = secondsLeft(Array(3).fill({ cost: 2, seconds: 5 }), [2, 2, 2, 2], 1)!;
    expect(low).toBeCloseTo(20);
    expect(high).toBeCloseTo(20);
  });

  it('is the longest cell when every cell has a worker', () => {
    const { low, high } = secondsLeft(Array(3).fill({ cost: 1, seconds: 2 }), [3, 1, 0.5], 3)!;
    expect(low).toBeCloseTo(6);
    expect(high).toBeCloseTo(6);
  });

  it('holds the true time of equal cells on several workers', () => {
    // 7 cells of 10 s on 2 workers: 4 rounds, 40 s.
    const { low, high } = secondsLeft(Array(4).fill({ cost: 1, seconds: 10 }), Array(7).fill(1), 2)!;
    expect(low).toBeLessThanOrEqual(40);
    expect(high).toBeGreaterThanOrEqual(40);
  });

  it('is a range of finite numbers of at least 0', () => {
    fc.assert(
      fc.property(measured, left, workers, (m, l, w) => {
        const { low, high } = secondsLeft(m, l, w)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(Number.isFinite(high)).toBe(true);
      }),
    );
  });

  it('never promises an earlier end when there is more to do', () => {
    fc.assert(
      fc.property(measured, left, amount, workers, (m, l, more, w) => {
        const after = secondsLeft(m, [...l, more], w)!.high;
        expect(after).toBeGreaterThanOrEqual(secondsLeft(m, l, w)!.high * (1 - 1e-9));
      }),
    );
  });

  it('does not depend on the unit of cost', () => {
    fc.assert(
      fc.property(measured, left, workers, (m, l, w) => {
        const scaled = m.map(({ cost, seconds }) => ({ cost: cost * 8, seconds }));
        const ours = secondsLeft(m, l, w)!;
        const theirs = secondsLeft(
          scaled,
          l.map((c) => c * 8),
          w,
        )!;
        expect(theirs.high).toBeCloseTo(ours.high, 5);
        expect(theirs.low).toBeCloseTo(ours.low, 5);
      }),
    );
  });
});
