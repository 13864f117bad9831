import { type CellPosition, cellKey, cellName } from '../../core/precision';
import { FAMILIES } from '../../core/space/families';
import {
  type RadarAxis as AxisId,
  RADAR_AXES,
  type RadarPoint,
  radarRange,
  radarScores,
} from '../../core/space/radar';
import type { Grid, GridCell } from '../../state/grid';
import { type Linking, pinRole, type SeriesRole } from '../chart/series';
import { SOURCE_WORDS } from '../heatmap/cell';
import type { RadarAxis, RadarFamily, RadarSeries } from '../radar/view-model';

const LABELS: Readonly<Record<AxisId, string>> = {
  accuracy: 'Accuracy',
  lut: 'LUT',
  ff: 'FF',
  bram18: 'BRAM',
};

const pointOf = ({ accuracy, fit: { used } }: GridCell): RadarPoint => ({
  accuracy,
  lut: used.lut,
  ff: used.ff,
  bram18: used.bram18,
});

/** The four branches; one that no cell has a figure for is not modelled. */
export const radarAxes = (cells: readonly GridCell[]): RadarAxis[] =>
  RADAR_AXES.map((id) => ({
    id,
    label: LABELS[id],
    modelled: id === 'accuracy' || cells.some((cell) => pointOf(cell)[id] !== null),
  }));

/** A function from cells to series scored against the whole grid's best and worst. */
function scorer(grid: Grid): (cell: CellPosition, role: SeriesRole, strength?: number) => RadarSeries {
  const range = radarRange(grid.cells.map(pointOf));
  const sources = grid.cells.filter(({ accuracy }) => accuracy !== null).map(({ shown }) => shown!.source);
  const mixed = new Set(sources).size > 1;
  return (position, role, strength) => {
    const scores = radarScores(pointOf(grid.byKey.get(cellKey(position))!), range);
    return {
      id: cellKey(position),
      label: labelOf(grid.byKey.get(cellKey(position))!, mixed),
      role,
      strength,
      scores: RADAR_AXES.map((axis) => scores[axis]),
    };
  };
}

/** Name of a network; where accuracies of several sources are scored together, with its own. */
function labelOf(cell: GridCell, mixed: boolean): string {
  const word = cell.accuracy !== null && cell.shown ? SOURCE_WORDS[cell.shown.source] : '';
  return mixed && word ? `${cellName(cell)} (${word})` : cellName(cell);
}

/** The selected cell, the pins, and the cell under the pointer. */
export function radarSeries(grid: Grid, { selected, pins, hovered }: Linking): RadarSeries[] {
  const series = scorer(grid);
  const shown = new Map<string, RadarSeries>();
  const add = (cell: CellPosition, role: SeriesRole) => {
    if (!shown.has(cellKey(cell))) shown.set(cellKey(cell), series(cell, role));
  };
  add(selected, 'selected');
  for (const [i, pin] of pins.entries()) add(pin, pinRole(i));
  if (hovered) add(hovered, 'hover');
  return [...shown.values()];
}

/** The three families of Fig. 7, stronger as precision grows. */
export function radarFamilies(grid: Grid): RadarFamily[] {
  const series = scorer(grid);
  return FAMILIES.map(({ id, label, cells }) => ({
    id,
    label,
    series: cells.map((cell, i) => series(cell, 'family', (i + 1) / cells.length)),
  }));
}
