import { describe, expect, it } from 'vitest';
import { finished, gridOf, referenceOf } from '../../state/testing';
import {
  epochCurves,
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
  expect(scatterEmptyText(gridOf({}).cells, 'lut')).toMatch(/train cells to see them/);
  const rough = { ...referenceOf({ w1a1: 0.5 }), source: 'preview' as const, final: false };
  expect(scatterEmptyText(gridOf({}, {}, [rough]).cells, 'lut')).toMatch(/when their accuracy is final/);
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
  const results = { w1a1: finished(0.8, 0.9), w2a2: finished(0.7) };
  const curves = epochCurves(gridOf(results, {}, [referenceOf({ w3a3: 0.97 })]).cells, linking);
  expect([curves.source, curves.epochs]).toEqual(['trained', null]);
  expect(curves.series.map(({ role, accuracies }) => [role, accuracies])).toEqual([
    ['selected', [0.8, 0.9]],
    ['other', [0.7]],
  ]);
});

it('epoch curves are the reference’s while nothing is trained, over its epochs', () => {
  const linking = { selected: { weightBits: 1, activationBits: 1 }, hovered: null, pins: [] };
  const curves = epochCurves(gridOf({}, {}, [referenceOf({ w1a1: 0.97 })]).cells, linking);
  expect([curves.source, curves.epochs]).toEqual(['reference', 10]);
  expect(curves.series.map(({ role, accuracies }) => [role, accuracies])).toEqual([
    ['selected', [0.96, 0.97]],
  ]);
});

describe('the summary with a reference', () => {
  const layers = [referenceOf({ w1a1: 0.95, w2a2: 0.96, w3a3: 0.97 })];
  const synthetic = { id: 'synthetic', name: 'synthetic digits, not MNIST', testImages: 2_000 };

  it('says what it is of, and on what Train trains where that is other data', () => {
    const { cells } = gridOf({}, {}, layers);
    const words = 'reference: 3 cells, TFC, MNIST, 10 epochs, 1 seed; press Train for your own';
    expect(gridSummary(cells, 5, data)).toBe(words);
    expect(gridSummary(cells, 5, synthetic)).toBe(`${words} on synthetic digits, not MNIST`);
  });

  it('counts what is left of it beside own training, and says where it is not compared', () => {
    const results = { w1a1: finished(0.9) };
    const same = gridSummary(gridOf(results, { data: 'mnist' }, layers).cells, 1, data);
    const words = 'reference: 2 cells, TFC, MNIST, 10 epochs, 1 seed';
    expect(same).toBe(`1 of 64 trained · 1 epoch · 10,000 test images, MNIST · ${words}`);
    const other = gridSummary(gridOf(results, {}, layers).cells, 1, synthetic);
    expect(other).toBe(
      `1 of 64 trained · 1 epoch · 2,000 test images, synthetic digits, not MNIST · ${words}, not compared`,
    );
  });

  it('counts no cell of a preview that is not finished as own training', () => {
    const rough = { ...referenceOf({ w1a1: 0.5, w2a2: 0.6 }), source: 'preview' as const, final: false };
    expect(gridSummary(gridOf({}, {}, [rough]).cells, 5, data)).toBe(
      'preview: 2 cells, TFC, MNIST, 10 epochs, 1 seed; press Train for your own',
    );
  });

  it('does not name it once every cell has its own', () => {
    const results = { w1a1: finished(0.9), w2a2: finished(0.9), w3a3: partial(0.9) };
    expect(gridSummary(gridOf(results, {}, layers).cells, 1, data)).not.toContain('reference');
  });
});

it('the front and the scatter take the reference where it is compared, and only there', () => {
  const layers = [referenceOf({ w1a1: 0.95, w2a2: 0.96 })];
  const keysOnFront = (grid: ReturnType<typeof gridOf>) => {
    const front = frontOf(grid.cells, 'lut');
    return grid.cells.filter((_, i) => front[i]).map(({ key }) => key);
  };
  const results = { w3a3: finished(0.9) };
  expect(keysOnFront(gridOf({}, {}, layers))).toEqual(['w1a1', 'w2a2']);
  expect(keysOnFront(gridOf(results, { data: 'mnist' }, layers))).toEqual(['w1a1', 'w2a2']);
  const { cells } = gridOf(results, {}, layers);
  expect(keysOnFront(gridOf(results, {}, layers))).toEqual(['w3a3']);
  const points = scatterPoints(cells, 'lut', frontOf(cells, 'lut'));
  expect(points.filter(({ accuracy }) => accuracy !== null).map(({ source }) => source)).toEqual(['trained']);
});
