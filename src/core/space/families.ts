import type { CellPosition } from '../precision';

/** A line of networks through the grid that the paper compares in one radar. */
export interface Family {
  id: 'weights' | 'activations' | 'linear';
  label: string;
  cells: readonly CellPosition[];
}

const cell = (weightBits: number, activationBits: number): CellPosition => ({ weightBits, activationBits });

/** The three families of paper 003 Fig. 7 (section 3.5). */
export const FAMILIES: readonly Family[] = [
  {
    id: 'weights',
    label: 'Weight-oriented',
    cells: [cell(1, 4), cell(3, 4), cell(6, 4), cell(8, 4)],
  },
  {
    id: 'activations',
    label: 'Activation-oriented',
    cells: [cell(4, 1), cell(4, 3), cell(4, 6), cell(4, 8)],
  },
  {
    id: 'linear',
    label: 'Linear',
    cells: [cell(1, 1), cell(2, 2), cell(4, 4), cell(7, 7)],
  },
];
