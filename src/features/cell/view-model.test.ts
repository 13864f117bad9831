import { describe, expect, it } from 'vitest';
import type { Grid } from '../../state/grid';
import { finished, gridOf, referenceOf } from '../../state/testing';
import { radarAxes, radarFamilies, radarSeries } from './radar-model';
import { rankOf, rankWords, sizeAgainst } from './view-model';

function rankIn(grid: Grid, key: string): string | null {
  const rank = rankOf(grid.byKey.get(key)!, grid.cells);
  return rank && rankWords(rank);
}

it('ranks by accuracy, ties share the better rank', () => {
  const grid = gridOf({
    w1a1: finished(0.9),
    w2a2: finished(0.95),
    w3a3: finished(0.9),
    w4a4: finished(0.8),
  });
  expect(['w2a2', 'w1a1', 'w3a3', 'w4a4', 'w8a8'].map((key) => rankIn(grid, key))).toEqual([
    'rank 1 of 4',
    'rank 2 of 4',
    'rank 2 of 4',
    'rank 4 of 4',
    null,
  ]);
});

const partial = (...accuracies: number[]) => ({ ...finished(...accuracies), status: 'partial' as const });

it('does not rank a run that is not finished, nor count it', () => {
  const grid = gridOf({ w1a1: finished(0.9), w2a2: partial(0.95) });
  expect([rankIn(grid, 'w1a1'), rankIn(grid, 'w2a2')]).toEqual(['rank 1 of 1', null]);
});

it('ranks among the reference only on the same data, and says how much of it is reference', () => {
  const layers = [referenceOf({ w1a1: 0.95, w2a2: 0.96, w3a3: 0.97 })];
  const results = { w1a1: finished(0.965) };
  const alone = gridOf({}, {}, layers);
  const same = gridOf(results, { data: 'mnist' }, layers);
  const other = gridOf(results, {}, layers);
  expect([alone, same, other].map((grid) => [rankIn(grid, 'w1a1'), rankIn(grid, 'w2a2')])).toEqual([
    ['rank 3 of 3 (reference)', 'rank 2 of 3 (reference)'],
    ['rank 2 of 3 (2 reference)', 'rank 3 of 3 (2 reference)'],
    ['rank 1 of 1', null],
  ]);
});

it('compares LUT with the widest network', () => {
  const { byKey } = gridOf({}, { network: 'lfc', estimator: 'lfc-hls' });
  const widest = byKey.get('w8a8')!;
  // Paper 003 Table 2: 223910 against 53336 LUT.
  expect(sizeAgainst(byKey.get('w1a1')!, widest)).toBe('4.2× fewer LUT than W8 A8');
  expect(sizeAgainst(widest, widest)).toBeNull();
});

describe('radar', () => {
  const lfc = { network: 'lfc', estimator: 'lfc-hls' } as const;
  const linking = {
    selected: { weightBits: 1, activationBits: 1 },
    hovered: null,
    pins: [{ weightBits: 8, activationBits: 8 }],
  };

  it('scores the cheapest network 1 and the dearest 0 on every resource', () => {
    const series = radarSeries(gridOf({ w1a1: finished(0.9), w8a8: finished(0.97) }, lfc), linking);
    expect(series.map(({ role, scores }) => [role, scores])).toEqual([
      ['selected', [0, 1, 1, 1]],
      ['pin1', [1, 0, 0, 0]],
    ]);
  });

  it('leaves what is not finished out of the range of accuracies', () => {
    const results = { w1a1: finished(0.9), w8a8: finished(0.97), w2a2: partial(0.5) };
    const series = radarSeries(gridOf(results, lfc), {
      ...linking,
      hovered: { weightBits: 2, activationBits: 2 },
    });
    expect(series.map(({ scores }) => scores[0])).toEqual([0, 1, null]);
  });

  it('names the source of a network where several are scored together', () => {
    const layers = [referenceOf({ w1a1: 0.9, w8a8: 0.97 })];
    const labels = (results: Parameters<typeof gridOf>[0]) =>
      radarSeries(gridOf(results, { data: 'mnist' }, layers), linking).map(({ label }) => label);
    expect(labels({})).toEqual(['W1 A1', 'W8 A8']);
    expect(labels({ w1a1: finished(0.91) })).toEqual(['W1 A1', 'W8 A8 (reference)']);
  });

  it('says which branch is not modelled', () => {
    expect(
      radarAxes(gridOf({}).cells)
        .filter((axis) => !axis.modelled)
        .map((axis) => axis.label),
    ).toEqual(['FF']);
  });

  it('offers the three families of Fig. 7', () => {
    expect(radarFamilies(gridOf({})).map((family) => family.series.map((s) => s.label))).toEqual([
      ['W1 A4', 'W3 A4', 'W6 A4', 'W8 A4'],
      ['W4 A1', 'W4 A3', 'W4 A6', 'W4 A8'],
      ['W1 A1', 'W2 A2', 'W4 A4', 'W7 A7'],
    ]);
  });
});
