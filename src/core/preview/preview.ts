import type { CellPosition } from '../precision';
import { type Anchor, calibrate } from './calibrate';
import { smoothGrid } from './smooth';

/**
 * Accuracies that trainings of their own would give (0..1), estimated from those of the integer networks that one
 * shared-weight training gives all cells of a grid: the noise is taken out, then the level is set by the anchors.
 */
export const previewOf = (
  cells: readonly CellPosition[],
  shared: readonly number[],
  anchors: readonly Anchor[],
): number[] => calibrate(cells, smoothGrid(cells, shared), anchors);
