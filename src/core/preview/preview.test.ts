import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_BITS, cellsOf } from '../precision';
import { calibrate, levelOf } from './calibrate';
import { previewOf } from './preview';
import { nonIncreasing, smoothGrid } from './smooth';

const GRID = cellsOf(ALL_BITS, ALL_BITS);
const falling = fc
  .array(fc.double({ min: 0, max: 0.3, noNaN: true }), { minLength: 8, maxLength: 8 })
  .map((steps) => steps.map((_, i) => -steps.slice(0, i + 1).reduce((a, b) => a + b)));
const accuracies = fc.array(fc.double({ min: 0.1, max: 0.999, noNaN: true }), {
  minLength: 64,
  maxLength: 64,
});

describe('smoothGrid', () => {
  it('leaves a grid as it is that is additive in the logarithm of the error and falls with the bits', () => {
    fc.assert(
      fc.property(falling, falling, (rows, columns) => {
        const exact = GRID.map(
          ({ weightBits: w, activationBits: a }) => 1 - 0.2 * Math.exp(rows[w - 1] + columns[a - 1]),
        );
        for (const [i, value] of smoothGrid(GRID, exact).entries()) {
          expect(Math.abs(value - exact[i])).toBeLessThan(2e-4);
        }
      }),
    );
  });

  it('never makes more bits worse, and orders cells that are equal by their bits', () => {
    fc.assert(
      fc.property(accuracies, (noisy) => {
        const smooth = smoothGrid(GRID, noisy);
        GRID.forEach(({ weightBits, activationBits }, i) => {
          if (activationBits < 8) expect(smooth[i + 1]).toBeGreaterThan(smooth[i]);
          if (weightBits < 8) expect(smooth[i + 8]).toBeGreaterThan(smooth[i]);
        });
      }),
    );
  });

  it('takes noise out: the mean error of noisy accuracies falls', () => {
    const exact = GRID.map(({ weightBits: w, activationBits: a }) => 1 - 0.03 * (1 + 0.6 / w + 0.8 / a));
    const noise = (i: number) => 0.004 * Math.sin(12.9898 * (i + 1) ** 2);
    const noisy = exact.map((value, i) => value + noise(i));
    const error = (values: number[]) =>
      values.reduce((sum, value, i) => sum + Math.abs(value - exact[i]), 0) / 64;
    expect(error(smoothGrid(GRID, noisy))).toBeLessThan(0.6 * error(noisy));
  });

  it('bears a perfect accuracy', () => {
    expect(
      smoothGrid(
        GRID,
        GRID.map(() => 1),
      ).every(Number.isFinite),
    ).toBe(true);
  });
});

describe('nonIncreasing', () => {
  it('is the closest non-increasing sequence: no pooled one is closer', () => {
    expect(nonIncreasing([3, 1, 2, 0])).toEqual([3, 1.5, 1.5, 0]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (values, others) => {
          const pooled = nonIncreasing(values);
          const candidate = others.slice(0, values.length).sort((a, b) => b - a);
          const distance = (list: readonly number[]) =>
            values.reduce((sum, value, i) => sum + (value - list[i]) ** 2, 0);
          for (const [i, value] of pooled.entries()) {
            expect(value).toBeLessThanOrEqual((pooled[i - 1] ?? Infinity) + 1e-12);
          }
          expect(distance(pooled)).toBeLessThanOrEqual(distance(candidate) + 1e-9);
        },
      ),
    );
  });
});

describe('calibrate', () => {
  const shared = GRID.map((_, i) => 0.9 + i / 1000);
  const anchor = (i: number, accuracy: number) => ({ ...GRID[i], accuracy });

  it('shifts to the level of the anchors', () => {
    expect(calibrate(GRID, shared, [])).toEqual(shared);
    const moved = calibrate(GRID, shared, [anchor(0, 0.92), anchor(10, 0.92)]);
    for (const [i, value] of moved.entries()) {
      expect(value).toBeCloseTo(Math.min(1, shared[i] + 0.015), 12);
    }
  });

  it('recovers a straight line from four anchors, within bounds of its slope', () => {
    const line = (x: number, slope: number) => 0.95 + slope * (x - 0.93);
    for (const [slope, kept] of [
      [0.8, 0.8],
      [5, 2],
      [-1, 0.5],
    ]) {
      const anchors = [0, 20, 40, 60].map((i) => anchor(i, line(shared[i], slope)));
      const moved = calibrate(GRID, shared, anchors);
      expect(moved[41] - moved[40]).toBeCloseTo(kept * (shared[41] - shared[40]), 9);
    }
  });

  it('stays an accuracy, and leaves anchors out that are not in the grid', () => {
    expect(Math.max(...calibrate(GRID, shared, [anchor(0, 1)]))).toBe(1);
    expect(calibrate(GRID.slice(1), shared.slice(1), [anchor(0, 1)])).toEqual(shared.slice(1));
  });
});

it('a preview sets the smoothed grid to the level of the anchors', () => {
  const shared = GRID.map(({ weightBits: w, activationBits: a }) => 1 - 0.04 / w - 0.04 / a);
  const anchors = [{ weightBits: 4, activationBits: 4, accuracy: 0.99 }];
  const preview = previewOf(GRID, shared, anchors);
  expect(preview[27]).toBeCloseTo(0.99, 12);
  expect(preview[63] - preview[0]).toBeCloseTo(
    smoothGrid(GRID, shared)[63] - smoothGrid(GRID, shared)[0],
    12,
  );
});

it('the level says what moves the accuracies, from the anchors that lie in the grid', () => {
  const shared = GRID.map((_, i) => 0.9 + i / 1000);
  const anchors = [
    { ...GRID[0], accuracy: 0.95 },
    { weightBits: 9, activationBits: 9, accuracy: 0.1 },
  ];
  expect(levelOf(GRID, shared, anchors)).toEqual({ own: 0.95, shared: 0.9, slope: 1, anchors: 1 });
  expect(levelOf(GRID, shared, anchors.slice(1))).toBeNull();
});
