import type { ScatterAxis } from '../../core/design/design';
import { cellName } from '../../core/precision';
import { METRICS } from '../../core/space/metrics';
import { type Smallest, smallestWithin } from '../../core/space/tolerance';
import type { GridCell } from '../../state/grid';

/** What the tolerance finds: the design, and what is said of it. */
export interface Tolerated {
  cell: GridCell | null;
  text: string;
}

/** The smallest cell by the scatter's resource whose accuracy is within `tolerance` points of the best; null when off. */
export function tolerated(
  cells: readonly GridCell[],
  tolerance: number | null,
  axis: ScatterAxis,
): Tolerated | null {
  if (tolerance === null) return null;
  const found = smallestWithin(cells, tolerance, METRICS[axis].read);
  return { cell: found.cell, text: textOf(found, axis) };
}

const percent = (accuracy: number | null): string => `${(100 * (accuracy ?? 0)).toFixed(2)} %`;

function textOf({ cell, best, within, unmodelled }: Smallest<GridCell>, axis: ScatterAxis): string {
  const { label, read, format, unit } = METRICS[axis];
  if (!best) return 'No accuracy is known yet: preview or train cells.';
  if (!cell) return `${label} is not modelled for any of the ${within} within it.`;
  const of = cell === best ? 'the best itself' : `best ${cellName(best)} ${percent(best.accuracy)}`;
  const left = unmodelled > 0 ? `; ${unmodelled} left out, ${label} not modelled` : '';
  const fits = cell.fit.fits ? '' : ', does not fit';
  const size = format(read(cell) ?? 0);
  return `${cellName(cell)}, ${percent(cell.accuracy)}, ${size} ${unit}${fits} (${of}; ${within} within${left})`;
}
