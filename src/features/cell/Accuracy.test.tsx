import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { CellResult } from '../../state/results-slice';
import { finished, gridOf } from '../../state/testing';
import { Accuracy } from './Accuracy';

/** What is read of W1 A1 with a result, in runs of the default 5 epochs. */
const textOf = (result: CellResult): string =>
  renderToStaticMarkup(<Accuracy cell={gridOf({ w1a1: result }).cells[0]} />);

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
