import { describe, expect, it } from 'vitest';
import type { Design, Metric } from '../../core/design/design';
import type { CellResult } from '../../state/results-slice';
import { finished, gridOf, referenceOf } from '../../state/testing';
import type { CellStatus } from '../heatmap/cell';
import { heatmapCells } from './cells';
import { frontOf } from './view-model';

/** A result that stopped after these accuracies. */
const stopped = (status: CellResult['status'], ...accuracies: number[]): CellResult => ({
  ...finished(...accuracies),
  status,
  progress: accuracies.length / 5,
});

const mnist = { id: 'mnist', name: 'MNIST', testImages: 10_000 };
const terms = { epochs: 5, data: { id: 'synthetic', name: 'synthetic digits', testImages: 2_000 } };

/** The cell W1 A1 with a result, as the heatmap draws it in runs of 5 epochs. */
function shown(result?: CellResult, metric: Metric = 'accuracy', patch: Partial<Design> = {}) {
  const grid = gridOf(result ? { w1a1: result } : {}, patch);
  return heatmapCells(grid, metric, frontOf(grid.cells, 'lut'), terms)[0];
}

describe('heatmap cells', () => {
  it('print the integer accuracy in percent and say all of it in the label', () => {
    const cell = shown(finished(0.9, 0.9684));
    expect([cell.text, cell.unfinished, cell.tooltip]).toEqual(['96.8', false, undefined]);
    expect(cell.label).toMatch(/^W1 A1, accuracy 96\.8 percent, \d+ LUT, fits PYNQ-Z1, on the Pareto front$/);
  });

  it('name the binding resource of what does not fit', () => {
    const grid = gridOf({}, { network: 'lfc', estimator: 'lfc-hls' });
    const cell = heatmapCells(grid, 'lut', frontOf(grid.cells, 'lut'), terms)[63];
    // Paper 003 Table 2: 1643 BRAM at W8 A8; the Z7020 has 280.
    expect([cell.fits, cell.binding, cell.tooltip]).toEqual([
      false,
      'BRAM',
      'does not fit xc7z020: BRAM18 1,643 of 280',
    ]);
  });

  it.each<[CellStatus, string]>([
    ['partial', 'not finished'],
    ['queued', 'queued'],
    ['training', 'training, 40 percent done'],
    ['elsewhere', 'another tab is training it'],
    ['failed', 'training failed'],
  ])('%s after two epochs: its accuracy so far, marked and said as such', (status, words) => {
    const cell = shown(stopped(status as CellResult['status'], 0.8, 0.9));
    expect([cell.text, cell.unfinished, cell.onFront, cell.status]).toEqual(['90.0', true, false, status]);
    expect(cell.label).toMatch(
      new RegExp(`^W1 A1, accuracy 90\\.0 percent after epoch 2/5, ${words}, \\d+ LUT`),
    );
    expect(cell.tooltip).toBe(`epoch 2/5\n${words}`);
  });

  it('of a failed cell say why, and what does not fit besides', () => {
    const failed = { ...stopped('failed'), message: 'training diverged' };
    const cell = shown(failed, 'accuracy', { network: 'lfc', estimator: 'lfc-hls' });
    expect([cell.status, cell.text]).toEqual(['failed', '']);
    expect(cell.label).toMatch(/^W1 A1, training failed: training diverged, 53336 LUT/);
    expect(cell.tooltip).toMatch(
      /^training failed: training diverged\ndoes not fit xc7z020: LUT 53,336 of 53,200$/,
    );
  });

  it('show the reference of other data until something is trained, and say what it is', () => {
    const layers = [referenceOf({ w1a1: 0.9684, w2a2: 0.97 })];
    const grid = gridOf({}, {}, layers);
    const [cell] = heatmapCells(grid, 'accuracy', frontOf(grid.cells, 'lut'), terms);
    expect([cell.text, cell.source, cell.compared, cell.unfinished, cell.onFront]).toEqual([
      '96.8',
      'reference',
      true,
      false,
      true,
    ]);
    expect(cell.label).toMatch(/^W1 A1, reference accuracy 96\.8 percent on MNIST, \d+ LUT/);
    expect(cell.tooltip).toBe('reference: TFC, MNIST, 10 epochs, 1 seed');
    const trained = gridOf({ w2a2: finished(0.5) }, {}, layers);
    const [after] = heatmapCells(trained, 'accuracy', frontOf(trained.cells, 'lut'), terms);
    expect([after.text, after.compared, after.onFront]).toEqual(['96.8', false, false]);
    expect(after.label).toMatch(/^W1 A1, reference accuracy 96\.8 percent on MNIST/);
  });

  it('colour every estimate, whatever the accuracies are of', () => {
    const grid = gridOf({ w2a2: finished(0.5) }, {}, [referenceOf({ w1a1: 0.9684 })]);
    const [cell] = heatmapCells(grid, 'lut', frontOf(grid.cells, 'lut'), terms);
    expect([cell.compared, cell.source]).toEqual([true, null]);
  });

  it('do not name the data where it is that of the design', () => {
    const grid = gridOf({}, { data: 'mnist' }, [referenceOf({ w1a1: 0.9684 })]);
    const [cell] = heatmapCells(grid, 'accuracy', frontOf(grid.cells, 'lut'), { epochs: 5, data: mnist });
    expect(cell.label).toMatch(/^W1 A1, reference accuracy 96\.8 percent, \d+ LUT/);
  });

  it('do not mark an estimate as unfinished', () => {
    expect(shown(stopped('partial', 0.9), 'lut').unfinished).toBe(false);
  });
});

describe('the label', () => {
  const lfc = { network: 'lfc', estimator: 'lfc-hls' } as const;

  // Paper 003 Table 2: 53336 LUT, 31954 FF, 224 BRAM at W1 A1.
  it.each<[Metric, RegExp]>([
    ['ff', /^W1 A1, 31954 FF, not trained, 53336 LUT/],
    ['bram18', /^W1 A1, 224 BRAM18, not trained, 53336 LUT/],
    ['dsp', /^W1 A1, DSP not modelled, not trained, 53336 LUT/],
    ['cycles', /^W1 A1, \d+ cycles, not trained, 53336 LUT/],
    ['fps', /^W1 A1, \d+ frames\/s, not trained, 53336 LUT/],
    ['lut', /^W1 A1, not trained, 53336 LUT/],
    ['accuracy', /^W1 A1, not trained, 53336 LUT/],
    ['error', /^W1 A1, not trained, 53336 LUT/],
  ])('says the shown metric: %s', (metric, label) => {
    expect(shown(undefined, metric, lfc).label).toMatch(label);
  });

  it('says the error in percent', () => {
    expect(shown(finished(0.9684), 'error').label).toMatch(
      /^W1 A1, error 3\.2 percent, accuracy 96\.8 percent/,
    );
  });

  it('says what is not modelled', () => {
    expect(shown(undefined, 'ff').label).toMatch(/^W1 A1, FF not modelled, not trained/);
  });
});
