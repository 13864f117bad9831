import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { composeGrid, estimateDesign, type Grid } from './grid';
import type { CellResult } from './results-slice';

/** A finished result with these test accuracies after its epochs. */
export const finished = (...accuracies: number[]): CellResult => ({
  status: 'done',
  progress: 1,
  history: accuracies.map((test) => ({ test, validation: test, loss: 1 })),
});

/** A grid of real estimates and given results, for view-model tests. */
export function gridOf(results: Record<string, CellResult>, patch: Partial<Design> = {}): Grid {
  const design = { ...DESIGN_DEFAULTS, ...patch };
  return composeGrid(design, estimateDesign(design), results);
}
