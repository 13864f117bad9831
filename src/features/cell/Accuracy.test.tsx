import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { AccuracyLayer } from '../../state/accuracy';
import type { Grid } from '../../state/grid';
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
