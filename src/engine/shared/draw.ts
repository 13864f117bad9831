import type { CellPosition } from '../../core/precision';
import type { Random } from '../../core/random';

/**
 * How often the narrow widths are trained, from 1 bit up, in shares of 1; the wider ones get equal parts of the rest.
 * From 4 bits up widths hardly differ and train each other, 1 and 2 bits need steps of their own: drawn uniformly
 * they stay behind, and the order of the cells is worse (docs/training.md).
 */
const NARROW = { weights: [0.35, 0.2, 0.1], activations: [0.25, 0.15] } as const;

/** Draws cells of a grid, narrow ones more often. */
export function cellDrawer(cells: readonly CellPosition[], random: Random): () => CellPosition {
  const weights = cumulative(cells, NARROW);
  return () => {
    const x = random.uniform() * weights[weights.length - 1];
    return cells[weights.findIndex((sum) => x < sum)];
  };
}

function cumulative(cells: readonly CellPosition[], { weights, activations }: typeof NARROW): number[] {
  let sum = 0;
  return cells.map(({ weightBits, activationBits }) => {
    sum += shareOf(weights, weightBits) * shareOf(activations, activationBits);
    return sum;
  });
}

/** Share of a width among 1..8. */
const shareOf = (narrow: readonly number[], bits: number): number =>
  narrow[bits - 1] ?? (1 - narrow.reduce((a, b) => a + b)) / (8 - narrow.length);
