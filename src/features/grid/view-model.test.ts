import { describe, expect, it } from 'vitest';
import { finished, gridOf } from '../../state/testing';
import {
  epochSeries,
  frontOf,
  gridSummary,
  heatmapCells,
  heatmapMetrics,
  scatterEmptyText,
  tooltipOf,
} from './view-model';

const data = { id: 'mnist', name: 'MNIST', testImages: 10_000 };
const cellOf = (grid: ReturnType<typeof gridOf>, key: string) => grid.byKey.get(key)!;

describe('heatmap cells', () => {
  it('print the integer accuracy in percent and say all of it in the label', () => {
    const grid = gridOf({ w3a4: finished(0.9, 0.9684) });
    const cells = heatmapCells(grid, 'accuracy', frontOf(grid.cells, 'lut'));
    const cell = cells.find((c) => c.weightBits === 3 && c.activationBits === 4)!;
    expect(cell.text).toBe('96.8');
    expect(cell.label).toMatch(/^W3 A4, accuracy 96\.8 percent, \d+ LUT, fits PYNQ-Z1, on the Pareto front$/);
    expect(cells.filter((c) => c.value !== null)).toHaveLength(1);
  });

  it('name the binding resource of what does not fit', () => {
    const grid = gridOf({}, { network: 'lfc', estimator: 'lfc-hls' });
    const cell = heatmapCells(grid, 'lut', frontOf(grid.cells, 'lut'))[63];
    // Paper 003 Table 2: 1643 BRAM at W8 A8; the Z7020 has 280.
    expect([cell.fits, cell.binding, cell.tooltip]).toEqual([
      false,
      'BRAM',
      'does not fit xc7z020: BRAM18 1,643 of 280',
    ]);
  });

  it('show a failed cell as not trained, with the reason', () => {
    const failed = { status: 'failed' as const, progress: 0, history: [], message: 'training diverged' };
    const grid = gridOf({ w1a1: failed });
    expect(heatmapCells(grid, 'accuracy', [])[0].status).toBe('empty');
    expect(tooltipOf(cellOf(grid, 'w1a1'), grid)).toBe('training failed: training diverged');
  });
});

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

it('epoch curves are of the cells that have finished an epoch', () => {
  const linking = { selected: { weightBits: 1, activationBits: 1 }, hovered: null, pins: [] };
  const series = epochSeries(gridOf({ w1a1: finished(0.8, 0.9), w2a2: finished(0.7) }).cells, linking);
  expect(series.map(({ role, accuracies }) => [role, accuracies])).toEqual([
    ['selected', [0.8, 0.9]],
    ['other', [0.7]],
  ]);
});
