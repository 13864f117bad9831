import { cellName } from '../../core/precision';
import type { GridCell } from '../../state/grid';
import { statusWords, type TrainingFacts } from '../heatmap/cell';

/** Half of the 95 % interval of an accuracy measured on `images` images (normal approximation). */
export const accuracyMargin = (accuracy: number, images: number): number =>
  1.96 * Math.sqrt((accuracy * (1 - accuracy)) / images);

/** Rank of a cell's accuracy among all that are trained, 1 = best, ties share the better rank. */
export function rankOf(cell: GridCell, cells: readonly GridCell[]): { rank: number; of: number } | null {
  const { accuracy } = cell;
  if (accuracy === null) return null;
  const known = cells.map((c) => c.accuracy).filter((a) => a !== null);
  return { rank: 1 + known.filter((a) => a > accuracy).length, of: known.length };
}

/** "2.6× fewer LUT than W8 A8", the cell against the grid's widest; null where LUT is not modelled or equal. */
export function sizeAgainst(cell: GridCell, widest: GridCell): string | null {
  const own = cell.estimate.total.lut;
  const other = widest.estimate.total.lut;
  if (!own || !other || own === other) return null;
  const ratio = own < other ? other / own : own / other;
  return `${ratio.toFixed(1)}× ${own < other ? 'fewer' : 'more'} LUT than ${cellName(widest)}`;
}

/** Where a cell's training stands: "after epoch 3/5 · training failed: ..."; null when it is done. */
export function trainingWords(facts: TrainingFacts): string | null {
  const { epoch } = facts;
  return [epoch && `after ${epoch}`, statusWords(facts)].filter(Boolean).join(' · ') || null;
}
