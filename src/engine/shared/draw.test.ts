import { describe, expect, it } from 'vitest';
import { ALL_BITS, cellKey, cellsOf } from '../../core/precision';
import { Random } from '../../core/random';
import { cellDrawer } from './draw';

const sharesOf = (cells: ReturnType<typeof cellsOf>, draws = 40_000): Map<string, number> => {
  const draw = cellDrawer(cells, new Random(1));
  const shares = new Map<string, number>();
  for (let i = 0; i < draws; i++) {
    const key = cellKey(draw());
    shares.set(key, (shares.get(key) ?? 0) + 1 / draws);
  }
  return shares;
};

describe('drawn cells', () => {
  it('are narrow more often: W1 in 35 of 100, A1 in 25, wide ones alike', () => {
    const shares = sharesOf(cellsOf(ALL_BITS, ALL_BITS));
    const sum = (wanted: RegExp) =>
      [...shares].reduce((all, [key, share]) => (wanted.test(key) ? all + share : all), 0);
    expect(sum(/^w1/)).toBeCloseTo(0.35, 1.7);
    expect(sum(/^w2/)).toBeCloseTo(0.2, 1.7);
    expect(sum(/a1$/)).toBeCloseTo(0.25, 1.7);
    expect(sum(/^w8/)).toBeCloseTo(sum(/^w4/), 1.7);
    expect(shares.size).toBe(64);
  });

  it('are those of the grid only', () => {
    const shares = sharesOf(cellsOf([2, 8], [1]), 2000);
    expect([...shares.keys()].sort()).toEqual(['w2a1', 'w8a1']);
  });
});
