import { describe, expect, it } from 'vitest';
import { costAxis, linearAxis, logTicks } from './axis';

describe('costAxis', () => {
  it('is logarithmic when the values spread wide', () =>
    expect(costAxis(5_000, 224_000, [0, 100]).log).toBe(true));

  it('is linear when they do not, or when there is a zero', () => {
    expect(costAxis(20_000, 40_000, [0, 100]).log).toBe(false);
    expect(costAxis(0, 220, [0, 100]).log).toBe(false);
  });

  it('keeps every value inside the range', () => {
    const { scale } = costAxis(5_000, 224_000, [40, 260]);
    expect(scale(5_000)).toBeGreaterThan(40);
    expect(scale(224_000)).toBeLessThan(260);
  });

  it('has room for equal values', () => {
    const { scale } = costAxis(16, 16, [0, 100]);
    expect(scale(16)).toBeCloseTo(50);
  });
});

describe('ticks', () => {
  it('go 1, 2, 5', () => expect(logTicks(9_000, 60_000)).toEqual([10_000, 20_000, 50_000]));
  it('thin out to powers of ten', () => expect(logTicks(1, 1e6)).toEqual([1, 10, 100, 1e3, 1e4, 1e5, 1e6]));
  it('lie inside the padded domain', () => {
    const { ticks } = linearAxis(0.942, 0.974, [100, 0]);
    expect(Math.min(...ticks)).toBeGreaterThan(0.94);
    expect(Math.max(...ticks)).toBeLessThan(0.976);
  });
});
