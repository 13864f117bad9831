import type { Metric, ScatterAxis } from '../../core/design/design';
import { METRIC_LIST, METRICS } from '../../core/space/metrics';
import { paretoFront } from '../../core/space/pareto';
import { ACCURACY_SOURCES, type AccuracyLayer, type AccuracySource } from '../../state/accuracy';
import type { DataSummary } from '../../state/data-sets';
import type { GridCell } from '../../state/grid';
import { plural } from '../../state/messages';
import { type Linking, seriesRole } from '../chart/series';
import type { EpochSeries } from '../epochs/view-model';
import { SOURCE_WORDS } from '../heatmap/cell';
import type { HeatmapMetric } from '../heatmap/view-model';
import type { ScatterPoint } from '../scatter/view-model';
import { isTrained, isUnfinished } from './cells';

/** The resources that the scatter can have as its axis. */
export const SCATTER_AXES: readonly { id: ScatterAxis; label: string }[] = (
  ['lut', 'ff', 'bram18', 'dsp', 'cycles'] as const
).map((id) => ({ id, label: METRICS[id].label }));

/** Which cells are on the Pareto front of accuracy against a resource, in the order of the cells. */
export const frontOf = (cells: readonly GridCell[], axis: ScatterAxis): boolean[] =>
  paretoFront(cells.map((cell) => ({ cost: METRICS[axis].read(cell), accuracy: cell.accuracy })));

/** The tabs of the heatmap; a metric that the estimator does not model says so. */
export const heatmapMetrics = (cells: readonly GridCell[]): HeatmapMetric<Metric>[] =>
  METRIC_LIST.map(({ id, label, unit, better, format, read }) => ({
    id,
    label,
    better,
    format: (value) => (unit === label ? format(value) : `${format(value)} ${unit}`),
    notModelled: notModelled(id, label, cells, read),
  }));

function notModelled(
  id: Metric,
  label: string,
  cells: readonly GridCell[],
  read: (cell: GridCell) => number | null,
): string | null {
  if (isTrained(id) || cells.some((cell) => read(cell) !== null)) return null;
  return `${label} is not modelled by the estimator "${cells[0].estimate.estimator}". Choose another one on the left.`;
}

export const scatterPoints = (
  cells: readonly GridCell[],
  axis: ScatterAxis,
  front: readonly boolean[],
): ScatterPoint[] =>
  cells.map((cell, i) => ({
    weightBits: cell.weightBits,
    activationBits: cell.activationBits,
    cost: METRICS[axis].read(cell),
    accuracy: cell.accuracy,
    source: cell.shown?.source ?? null,
    fits: cell.fit.fits,
    onFront: front[i],
  }));

/** Why the scatter has no point. */
export function scatterEmptyText(cells: readonly GridCell[], axis: ScatterAxis): string {
  if (cells.every((cell) => METRICS[axis].read(cell) === null)) {
    return `${METRICS[axis].label} is not modelled by this estimator.`;
  }
  return cells.some(isUnfinished)
    ? 'Cells come here when their accuracy is final.'
    : 'Preview or train cells to see them here.';
}

/** Epoch curves of the cells' own training; while nothing is trained, those of the strongest layer that has any. */
export function epochCurves(cells: readonly GridCell[], linking: Linking): EpochCurves {
  const known = cells.flatMap(({ shown, weightBits, activationBits }) =>
    shown && shown.history.length > 0 ? [{ weightBits, activationBits, shown }] : [],
  );
  const source = ACCURACY_SOURCES.find((one) => known.some(({ shown }) => shown.source === one)) ?? null;
  const drawn = known.filter(({ shown }) => shown.source === source);
  const series = drawn.map(({ shown, ...position }) => ({
    ...position,
    role: seriesRole(position, linking),
    accuracies: shown.history,
  }));
  return { source, series, epochs: drawn.at(0)?.shown.layer?.epochs ?? null };
}

/** Curves of one source; `epochs` of its runs where that is not the design's. */
export interface EpochCurves {
  source: AccuracySource | null;
  series: EpochSeries[];
  epochs: number | null;
}

/**
 * One line on what the grid holds: "3 of 64 trained, 1 not finished · 5 epochs · 10,000 test images, MNIST · reference: 61
 * cells, TFC, MNIST, 10 epochs, 3 seeds".
 */
export function gridSummary(cells: readonly GridCell[], epochs: number, data: DataSummary): string {
  const own = ownSummary(cells, epochs, data);
  const layers = layersOf(cells);
  if (own === null && layers.length === 0) return 'nothing trained yet · resources are estimated live';
  const others = layers.map(([layer, members]) => {
    const count = plural(members.length, 'cell');
    const words = `${SOURCE_WORDS[layer.source]}: ${count}, ${layer.terms}`;
    return members[0].compared ? words : `${words}, not compared`;
  });
  if (own !== null) return [own, ...others].join(' · ');
  const on = layers.some(([layer]) => layer.data.id !== data.id) ? ` on ${data.name}` : '';
  return `${others.join(' · ')}; press Train for your own${on}`;
}

/** The layers that show in some cell, each with its cells. */
function layersOf(cells: readonly GridCell[]): [AccuracyLayer, GridCell[]][] {
  const layers = new Map<AccuracyLayer, GridCell[]>();
  for (const cell of cells) {
    const layer = cell.shown?.layer;
    if (layer) layers.set(layer, [...(layers.get(layer) ?? []), cell]);
  }
  return [...layers];
}

/** What the cells' own training came to; null while there is none. */
function ownSummary(cells: readonly GridCell[], epochs: number, data: DataSummary): string | null {
  const trained = cells.filter((cell) => cell.result?.status === 'done').length;
  const failed = cells.filter((cell) => cell.result?.status === 'failed').length;
  const unfinished = cells.filter(
    (cell) => isUnfinished(cell) && cell.shown?.layer === null && cell.result?.status !== 'failed',
  ).length;
  if (trained + failed + unfinished === 0) return null;
  const counts = [`${trained} of ${cells.length} trained`];
  if (unfinished > 0) counts.push(`${unfinished} not finished`);
  if (failed > 0) counts.push(`${failed} failed`);
  return `${counts.join(', ')} · ${plural(epochs, 'epoch')} · ${data.testImages.toLocaleString('en')} test images, ${data.name}`;
}
