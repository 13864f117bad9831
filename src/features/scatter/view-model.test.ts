import { describe, expect, it } from 'vitest';
import {
  accuracyTick,
  frontSummary,
  nearestMark,
  type ScatterPoint,
  scatterLayout,
  sourceSummary,
} from './view-model';

const point = (
  w: number,
  a: number,
  cost: number | null,
  accuracy: number | null,
  onFront = false,
): ScatterPoint => ({
  weightBits: w,
  activationBits: a,
  cost,
  accuracy,
  source: 'trained',
  fits: w < 3,
  onFront,
});

const POINTS = [
  point(3, 3, 30_000, 0.972, true),
  point(1, 1, 5_000, 0.94, true),
  point(2, 2, 12_000, 0.965, true),
  point(4, 1, 20_000, 0.95),
  point(5, 5, null, 0.973),
  point(6, 6, 60_000, null),
];

const linking = {
  selected: { weightBits: 2, activationBits: 2 },
  hovered: null,
  pins: [{ weightBits: 1, activationBits: 1 }],
};

describe('scatterLayout', () => {
  const layout = scatterLayout(POINTS, linking, 276, 440);

  it('draws the points with both numbers, the selection last', () => {
    expect(layout?.marks).toHaveLength(4);
    expect(layout?.marks.at(-1)).toMatchObject({ weightBits: 2, activationBits: 2, role: 'selected' });
  });

  it('runs the front from cheap to accurate', () => {
    const xs = [...(layout?.front ?? '').matchAll(/[ML]([\d.]+),/g)].map(([, x]) => Number(x));
    expect(xs).toHaveLength(3);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
  });

  it('labels the selection and the pins', () =>
    expect(layout?.labels.map(({ text }) => text)).toEqual(['W2 A2', 'W1 A1']));

  it('keeps every mark inside the plot', () => {
    for (const { x, y } of layout?.marks ?? []) {
      expect(x).toBeGreaterThan(44);
      expect(x).toBeLessThan(264);
      expect(y).toBeGreaterThan(12);
      expect(y).toBeLessThan(400);
    }
  });

  it('is null when no network has both numbers', () =>
    expect(scatterLayout([point(1, 1, null, 0.9)], linking, 276, 440)).toBeNull());

  it('draws a single network', () =>
    expect(scatterLayout([point(1, 1, 224, 0.9, true)], linking, 276, 440)?.marks).toHaveLength(1));
});

describe('nearestMark', () => {
  it('finds the closest within reach, else nothing', () => {
    const marks = scatterLayout(POINTS, linking, 276, 440)?.marks ?? [];
    const [first] = marks;
    expect(nearestMark(marks, first.x + 3, first.y - 2)).toBe(first);
    expect(nearestMark(marks, -100, -100)).toBeNull();
  });
});

describe('words', () => {
  it('lists the front, cheapest first, with the numbers as the grid prints them', () =>
    expect(frontSummary(POINTS, 'LUT')).toEqual([
      'W1 A1: 94.0 % at 5000 LUT',
      'W2 A2: 96.5 % at 12k LUT',
      'W3 A3: 97.2 % at 30k LUT, does not fit',
    ]));

  it('count what is not of own training', () => {
    const sources = (...list: ScatterPoint['source'][]) => sourceSummary(list.map((source) => ({ source })));
    expect(sources('trained', 'trained')).toBe('');
    expect(sources('reference', 'reference')).toBe(', all of them reference');
    expect(sources('trained', 'preview', 'reference')).toBe(', 1 of them preview, 1 of them reference');
  });

  it('prints ticks with the digits that their distance needs', () => {
    expect(accuracyTick([0.94, 0.95], 0.94)).toBe('94%');
    expect(accuracyTick([0.965, 0.97], 0.965)).toBe('96.5%');
    expect(accuracyTick([0.9721, 0.9722], 0.9721)).toBe('97.21%');
  });
});
