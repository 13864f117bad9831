import { cellName } from '../../core/precision';
import { ACCURACY_SOURCES, type AccuracySource } from '../../state/accuracy';
import type { GridCell } from '../../state/grid';
import { SOURCE_WORDS, statusWords, type TrainingFacts } from '../heatmap/cell';

/** Place of a cell among those that are compared. */
export interface Rank {
  /** 1 = best, ties share the better rank. */
  rank: number;
  of: number;
  /** How many of them are not trained here, by source. */
  others: readonly { source: AccuracySource; count: number }[];
}

/** Rank of a cell's accuracy among all that are compared; null if it is not. */
export function rankOf(cell: GridCell, cells: readonly GridCell[]): Rank | null {
  const { accuracy } = cell;
  if (accuracy === null) return null;
  const known = cells.filter((c) => c.accuracy !== null);
  const others = ACCURACY_SOURCES.filter((source) => source !== 'trained').map((source) => ({
    source,
    count: known.filter(({ shown }) => shown?.source === source).length,
  }));
  return {
    rank: 1 + known.filter((c) => c.accuracy! > accuracy).length,
    of: known.length,
    others: others.filter(({ count }) => count > 0),
  };
}

/** "rank 18 of 64", "rank 18 of 64 (reference)", "rank 18 of 64 (61 reference)". */
export function rankWords({ rank, of, others }: Rank): string {
  const words = others.map(
    ({ source, count }) => `${count === of ? '' : `${count} `}${SOURCE_WORDS[source]}`,
  );
  return `rank ${rank} of ${of}${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
}

/** "2.6× fewer LUT than W8 A8", the cell against the grid's widest; null where LUT is not modelled or equal. */
export function sizeAgainst(cell: GridCell, widest: GridCell): string | null {
  const own = cell.fit.used.lut;
  const other = widest.fit.used.lut;
  if (!own || !other || own === other) return null;
  const ratio = own < other ? other / own : own / other;
  return `${ratio.toFixed(1)}× ${own < other ? 'fewer' : 'more'} LUT than ${cellName(widest)}`;
}

/** Where a cell's training stands: "after epoch 3/5 · training failed: ..."; null when it is done. */
export function trainingWords(facts: TrainingFacts): string | null {
  const { epoch } = facts;
  return [epoch && `after ${epoch}`, statusWords(facts)].filter(Boolean).join(' · ') || null;
}
