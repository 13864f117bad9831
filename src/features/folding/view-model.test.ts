import { expect, it } from 'vitest';
import { gridOf } from '../../state/testing';
import { foldingsOf, modeOf } from './view-model';

it('lists the layers that have PE and SIMD, with the folding of the design', () => {
  const byHand = gridOf(
    {},
    {
      folding: [
        [8, 49],
        [4, 4],
        [2, 2],
        [1, 1],
      ],
    },
  );
  const layers = foldingsOf(byHand.byKey.get('w3a3')!.estimate);
  expect(layers.map(({ title, folding: { pe, simd } }) => [title, pe, simd])).toEqual([
    ['MVAU 0', 8, 49],
    ['MVAU 1', 4, 4],
    ['MVAU 2', 2, 2],
    ['MVAU 3', 1, 1],
  ]);
});

it('knows rule, fit and by hand apart', () => {
  expect([modeOf('rule'), modeOf('fit'), modeOf([[1, 1]])]).toEqual(['rule', 'fit', 'hand']);
});

it('fits every cell of TFC on a Z7020 at its own fastest folding', () => {
  const fitted = gridOf({}, { folding: 'fit' });
  const ruled = gridOf({});
  expect(fitted.cells.every((cell) => cell.fit.fits)).toBe(true);
  expect(fitted.cells.every((cell, i) => cell.estimate.ii <= ruled.cells[i].estimate.ii)).toBe(true);
});
