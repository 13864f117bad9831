import { describe, expect, it } from 'vitest';
import type { SeriesRole } from '../chart/series';
import { epochLayout, epochSummary, nearestCurve } from './view-model';

const series = (weightBits: number, role: SeriesRole, accuracies: number[]) => ({
  weightBits,
  activationBits: weightBits,
  role,
  accuracies,
});

const SERIES = [
  series(3, 'selected', [0.93, 0.95, 0.969]),
  series(8, 'pin1', [0.94, 0.96, 0.97]),
  series(1, 'other', [0.1, 0.1, 0.1]),
  series(2, 'other', []),
];

describe('epochLayout', () => {
  const layout = epochLayout(SERIES, 'accuracy', 3, 740, 112);

  it('draws what has at least one epoch, the selection last', () =>
    expect(layout?.curves.map(({ role }) => role)).toEqual(['other', 'pin1', 'selected']));

  it('labels the highlighted curves without overlap', () => {
    const [a, b] = layout?.labels ?? [];
    expect([a.text, b.text]).toEqual(['W8 A8', 'W3 A3']);
    expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(13);
  });

  it('scales to the highlighted curves, not to one that failed to learn', () => {
    const [low] = layout?.y.scale.domain() ?? [];
    expect(low).toBeGreaterThan(0.9);
  });

  it('turns the curves over for the error', () => {
    const error = epochLayout(SERIES, 'error', 3, 740, 112);
    const points = error?.curves.at(-1)?.points ?? [];
    expect(points[0].y).toBeLessThan(points[2].y);
  });

  it('leaves room up to the end of a run in progress', () => {
    const running = epochLayout([series(3, 'selected', [0.9])], 'accuracy', 10, 740, 112);
    expect(running?.x.ticks.at(-1)).toBe(10);
    expect(running?.curves[0].points[0].x).toBe(44);
  });

  it('is null before the first epoch', () =>
    expect(epochLayout([series(3, 'selected', [])], 'accuracy', 5, 740, 112)).toBeNull());
});

describe('nearestCurve', () => {
  it('finds the curve under the pointer', () => {
    const curves = epochLayout(SERIES, 'accuracy', 3, 740, 112)?.curves ?? [];
    const selected = curves[curves.length - 1];
    expect(nearestCurve(curves, selected.points[0].x, selected.points[0].y)).toBe(selected);
    expect(nearestCurve(curves, 0, -500)).toBeNull();
  });
});

describe('epochSummary', () => {
  it('says where the highlighted curves start and end', () =>
    expect(epochSummary(SERIES)).toEqual([
      'W3 A3: 93.0 % after epoch 1, 96.9 % after epoch 3',
      'W8 A8: 94.0 % after epoch 1, 97.0 % after epoch 3',
    ]));
});
