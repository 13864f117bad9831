import { describe, expect, it } from 'vitest';
import { pointAt, radarSummary, ring, seriesPath, type Web } from './view-model';

const web: Web = { centre: { x: 100, y: 100 }, radius: 80 };

describe('pointAt', () => {
  it('starts at the top and goes clockwise', () => {
    expect(pointAt(web, 0, 4, 1)).toEqual({ x: 100, y: 20 });
    expect(pointAt(web, 1, 4, 1)).toEqual({ x: 180, y: 100 });
    expect(pointAt(web, 2, 4, 0.5)).toEqual({ x: 100, y: 140 });
    expect(pointAt(web, 3, 4, 0)).toEqual({ x: 100, y: 100 });
  });
});

describe('seriesPath', () => {
  it('closes when every score is known', () =>
    expect(seriesPath(web, [1, 0.5, 1, 0.5]).outline).toBe('M100,20L140,100L100,180L60,100Z'));

  it('has no edge to an axis without a score: not modelled is not the worst', () => {
    const { outline, area, vertices } = seriesPath(web, [1, 0.5, null, 0.5]);
    expect(outline).toBe('M100,20L140,100M60,100L100,20');
    expect(area).toBe('M100,100L100,20L140,100ZM100,100L60,100L100,20Z');
    expect(vertices.map(({ axis }) => axis)).toEqual([0, 1, 3]);
  });

  it('draws nothing without scores', () => expect(seriesPath(web, [null, null, null]).outline).toBe(''));
});

describe('ring', () => {
  it('is the web at one score', () => expect(ring(web, 4, 0.5)).toBe('M100,60L140,100L100,140L60,100Z'));
});

describe('radarSummary', () => {
  it('tells "not modelled" from "unknown"', () => {
    const axes = [
      { id: 'accuracy', label: 'Accuracy', modelled: true },
      { id: 'ff', label: 'FF', modelled: false },
      { id: 'lut', label: 'LUT', modelled: true },
    ];
    const series = [{ id: 'w3a3', label: 'W3 A3', role: 'selected' as const, scores: [null, null, 0.714] }];
    expect(radarSummary(axes, series)).toEqual(['W3 A3: Accuracy unknown, FF not modelled, LUT 0.71']);
  });
});
