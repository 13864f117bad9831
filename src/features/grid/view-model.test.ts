import { expect, it } from 'vitest';
import { finished, gridOf } from '../../state/testing';
import {
  epochSeries,
  frontOf,
  gridSummary,
  heatmapMetrics,
  scatterEmptyText,
  scatterPoints,
} from './view-model';

const data = { id: 'mnist', name: 'MNIST', testImages: 10_000 };
const partial = (...accuracies: number[]) => ({ ...finished(...accuracies), status: 'partial' as const });

it('a metric that the estimator does not model says so', () => {
  const metrics = heatmapMetrics(gridOf({}).cells);
  expect(metrics.find((m) => m.id === 'ff')!.notModelled).toMatch(
    /FF is not modelled by the estimator "finn"/,
  );
  expect(metrics.filter((m) => m.notModelled).map((m) => m.id)).toEqual(['ff']);
});

it('the scatter says why it is empty', () => {
  expect(scatterEmptyText(gridOf({}).cells, 'ff')).toMatch(/not modelled/);
  expect(scatterEmptyText(gridOf({}).cells, 'lut')).toMatch(/Train cells/);
});

it('the summary counts what is trained and names the data', () => {
  expect(gridSummary(gridOf({}).cells, 5, data)).toMatch(/nothing trained yet/);
  expect(gridSummary(gridOf({ w1a1: finished(0.9) }).cells, 1, data)).toBe(
    '1 of 64 trained · 1 epoch · 10,000 test images, MNIST',
  );
});

it('the summary tells what is finished from what is not', () => {
  const failed = { ...finished(0.4), status: 'failed' as const };
  const queued = { ...finished(), status: 'queued' as const };
  const { cells } = gridOf({ w1a1: finished(0.9), w2a2: partial(0.8), w3a3: failed, w4a4: queued });
  expect(gridSummary(cells, 5, data)).toMatch(/^1 of 64 trained, 1 not finished, 1 failed · 5 epochs/);
});

it('only finished cells are on the front and in the scatter', () => {
  const { cells } = gridOf({ w2a2: finished(0.9), w1a1: partial(0.95) });
  const front = frontOf(cells, 'lut');
  expect(cells.filter((_, i) => front[i]).map(({ key }) => key)).toEqual(['w2a2']);
  expect(scatterPoints(cells, 'lut', front).filter(({ accuracy }) => accuracy !== null)).toHaveLength(1);
});

it('epoch curves are of the cells that have finished an epoch', () => {
  const linking = { selected: { weightBits: 1, activationBits: 1 }, hovered: null, pins: [] };
  const series = epochSeries(gridOf({ w1a1: finished(0.8, 0.9), w2a2: finished(0.7) }).cells, linking);
  expect(series.map(({ role, accuracies }) => [role, accuracies])).toEqual([
    ['selected', [0.8, 0.9]],
    ['other', [0.7]],
  ]);
});
