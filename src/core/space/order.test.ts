import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_BITS, cellName, cellsOf } from '../precision';
import { FAMILIES } from './families';
import { coarseToFine } from './order';

const bits = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1 });

describe('the coarse-to-fine order', () => {
  it('is a permutation of the cells', () => {
    fc.assert(
      fc.property(bits, bits, (weights, activations) => {
        const cells = cellsOf(weights, activations);
        const order = coarseToFine(cells);
        expect(order.map(cellName).sort()).toEqual(cells.map(cellName).sort());
      }),
    );
  });

  it('starts with the corners, the centre and the diagonals', () => {
    const names = coarseToFine(cellsOf(ALL_BITS, ALL_BITS)).map(cellName);
    expect(names.slice(0, 5)).toEqual(['W1 A1', 'W1 A8', 'W8 A1', 'W8 A8', 'W4 A4']);
    expect(names.slice(5, 10)).toEqual(['W2 A2', 'W3 A3', 'W5 A5', 'W6 A6', 'W7 A7']);
    expect(names.slice(10, 16)).toEqual(['W2 A7', 'W3 A6', 'W4 A5', 'W5 A4', 'W6 A3', 'W7 A2']);
  });

  it('of nothing is nothing', () => {
    expect(coarseToFine([])).toEqual([]);
  });
});

describe('the families of paper 003 Fig. 7', () => {
  it('are W1/3/6/8 at A4, A1/3/6/8 at W4, and the diagonal 1, 2, 4, 7', () => {
    expect(FAMILIES.map((f) => f.cells.map(cellName).join(' '))).toEqual([
      'W1 A4 W3 A4 W6 A4 W8 A4',
      'W4 A1 W4 A3 W4 A6 W4 A8',
      'W1 A1 W2 A2 W4 A4 W7 A7',
    ]);
  });
});
