import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DESIGN_DEFAULTS, type Design } from '../../core/design/design';
import { SHARED_EPOCHS } from '../../engine/shared/recipe';
import type { AccuracyLayer } from '../../state/accuracy';
import type { Grid } from '../../state/grid';
import { anchorsOf, PREVIEW_CELLS, previewLayer } from '../../state/preview';
import type { CellResult } from '../../state/results-slice';
import { finished, gridOf, referenceOf } from '../../state/testing';
import { Accuracy } from './Accuracy';

/** What is read of W1 A1 with a result, in runs of the default 5 epochs. */
const textOf = (result: CellResult): string => read(gridOf({ w1a1: result }));
const read = (grid: Grid): string => renderToStaticMarkup(<Accuracy cell={grid.cells[0]} />);

it('says of a cell that failed after some epochs that and why it failed', () => {
  const text = textOf({ ...finished(0.8, 0.9), status: 'failed', message: 'training diverged' });
  expect(text).toContain('90.00');
  expect(text).toContain('data-unfinished="true"');
  expect(text).toContain('after epoch 2/5 · training failed: training diverged');
});

it('says where a run that is not finished stands', () => {
  expect(textOf({ ...finished(0.8), status: 'partial' })).toContain('after epoch 1/5 · not finished');
  expect(textOf({ ...finished(), status: 'queued' })).toContain('queued');
});

it('says nothing more of a finished one', () => {
  const text = textOf(finished(0.9));
  expect(text).toContain('data-unfinished="false"');
  expect(text).not.toContain('after epoch 1/5');
});

describe('of the reference', () => {
  const one = referenceOf({ w1a1: 0.9682 });
  const three: AccuracyLayer = {
    ...one,
    cells: {
      w1a1: {
        value: 0.9682,
        history: [0.95, 0.9682],
        seeds: [0.966, 0.9685, 0.9701].map((accuracy, i) => ({ seed: i + 1, accuracy })),
        sd: 0.0021,
      },
    },
  };

  it('gives the interval, the spread over the seeds, and what it is of', () => {
    const text = read(gridOf({}, {}, [three]));
    expect(text).toContain('96.82');
    // 1.96 sqrt(0.9682 * 0.0318 / 10000) = 0.34 points, whatever the test set of the page's own data.
    expect(text).toContain('±0.3 · reference, mean of 3 seeds, 96.6 to 97.0');
    expect(text).toContain('10 epochs on MNIST');
    expect(text).not.toContain('not trained');
  });

  it('opens to where it comes from, its values and what moves it', () => {
    const text = read(gridOf({}, {}, [three]));
    expect(text).toContain('mean over 3 seeds of images whose class is the label / images of the test set');
    expect(text).toContain('(96.60 + 96.85 + 97.01) / 3 = 96.82 %, seeds 1, 2, 3');
    expect(text).toContain('It is from run tfc-10 of the reference atlas');
    expect(text).toContain('95 % interval of 10000 images');
    expect(text).toContain('standard deviation 0.21 points over the seeds');
  });

  it('speaks of no spread where there is one seed', () => {
    const text = read(gridOf({}, {}, [one]));
    expect(text).toContain('±0.3 · reference<');
    expect(text).toContain('9682 / 10000');
  });

  it('says that it is not compared with training on other data', () => {
    const other = gridOf({ w2a2: finished(0.9) }, {}, [one]);
    expect(read(other)).toContain('10 epochs on MNIST, not compared with yours');
    const same = gridOf({ w2a2: finished(0.9) }, { data: 'mnist' }, [one]);
    expect(read(same)).not.toContain('not compared');
  });

  it('says that a cell waits for its own training', () => {
    expect(read(gridOf({ w1a1: { ...finished(), status: 'queued' } }, {}, [one]))).toContain('queued');
  });
});

describe('of a preview', () => {
  const mnist = { id: 'mnist', name: 'MNIST', testImages: 10_000 };
  const accuracies = PREVIEW_CELLS.map(({ weightBits: w, activationBits: a }) => 1 - 0.04 / w - 0.04 / a);
  const shared = { accuracies, epochs: SHARED_EPOCHS.quick, engine: 'wasm-fma', revision: '0.1.0' };

  /** What is read of W1 A1 where these cells are trained. */
  function preview(trained: Record<string, number>, patch: Partial<Design> = {}, rough = false): string {
    const results = Object.fromEntries(Object.entries(trained).map(([key, value]) => [key, finished(value)]));
    const design = { ...DESIGN_DEFAULTS, epochs: 10, data: 'mnist' as const, ...patch };
    const layer = previewLayer(design, mnist, { shared, rough, anchors: anchorsOf(results) });
    return read(gridOf(results, design, [layer]));
  }

  it('says that it is estimated, from what, what set its level, and what it stands for', () => {
    const text = preview({ w4a4: 0.985 });
    expect(text).toMatch(/data-source="preview"/);
    expect(text).toContain('preview: estimated from weights shared by all 64 networks, level set by W4 A4<');
    expect(text).toContain('stands for 10 epochs on MNIST<');
    expect(text).not.toMatch(/±0\.\d ·/);
    expect(preview({ w4a4: 0.985 }, { start: 'shared' })).toContain('on MNIST, from shared weights<');
  });

  it('opens to its formula and its values, which come to the number', () => {
    const text = preview({ w4a4: 0.985 });
    expect(text).toContain(
      'accuracy = smoothed + shift; shift = own - smoothed, of the cell trained on its own',
    );
    const values = /W4 A4: 98\.50 % on its own, [\d.]+ % smoothed; ([\d.]+) \+ ([\d.]+) = ([\d.]+) %/;
    const [here, shift, sum] = text.match(values)!.slice(1).map(Number);
    expect(here + shift).toBeCloseTo(sum, 2);
    expect(text).toContain(`>${sum.toFixed(1)}<`);
    expect(text).toContain('this cell&#x27;s network of the shared weights 92.00 %');
    expect(text).toContain('Any-Precision DNNs');
  });

  it('from four trained cells on speaks of the line that they set', () => {
    const text = preview({ w2a2: 0.97, w4a4: 0.985, w8a8: 0.99, w3a1: 0.96 });
    expect(text).toContain('level set by W2 A2, W3 A1, W4 A4, W8 A8');
    expect(text).toMatch(
      /4 cells: 97\.6[23] % on their own, .* smoothed; 97\.625 \+ [\d.]+ × \([\d.]+ - [\d.]+\) = /,
    );
  });

  it('gives the error that was measured, and no more than that', () => {
    const measured = 'mean absolute error 0.1 to 0.2 points, rank correlation 0.91 to 0.93 over three seeds';
    expect(preview({ w4a4: 0.985 })).toContain(`>${measured}, against`);
    expect(preview({ w4a4: 0.985 }, { epochs: 5 })).toContain(
      `not measured for these terms; measured for TFC on MNIST, 10 epochs from random weights, ${SHARED_EPOCHS.quick} shared epochs: ${measured}`,
    );
    expect(preview({ w4a4: 0.985 }, { start: 'shared' })).toContain('not measured for these terms');
    expect(preview({ w4a4: 0.985 }, { network: 'sfc', epochs: 20 })).toContain('0.2 points');
    expect(preview({ w4a4: 0.985 }, { network: 'lfc' })).toContain('not measured for LFC<');
  });

  it('says that it is rough, or that its level is not set, where that is so', () => {
    expect(preview({}, {}, true)).toContain('preview: rough so far, the shared weights are being trained');
    expect(preview({}, {}, true)).toContain('not measured: these are rough scores');
    const text = preview({});
    expect(text).toContain('level not set yet');
    expect(text).toContain('data-unfinished="true"');
  });
});
