import type { Metric, ScatterAxis } from '../../core/design/design';
import { METRIC_LIST, METRICS } from '../../core/space/metrics';
import { paretoFront } from '../../core/space/pareto';
import type { DataSummary } from '../../state/data-sets';
import type { Grid, GridCell } from '../../state/grid';
import { plural } from '../../state/messages';
import type { CellResult } from '../../state/results-slice';
import { type Linking, seriesRole } from '../chart/series';
import type { EpochSeries } from '../epochs/view-model';
import { type CellStatus, cellLabel, type HeatmapCell } from '../heatmap/cell';
import type { HeatmapMetric } from '../heatmap/view-model';
import { RESOURCE_LABELS } from '../meters/view-model';
import type { ScatterPoint } from '../scatter/view-model';

/** How the views show each training status: what failed is empty again, what another tab trains is waited for. */
const SHOWN: Readonly<Record<CellResult['status'], CellStatus>> = {
  queued: 'queued',
  training: 'training',
  partial: 'empty',
  done: 'done',
  failed: 'empty',
  elsewhere: 'queued',
};

export const shownStatus = (result: CellResult | undefined): CellStatus =>
  result ? SHOWN[result.status] : 'empty';

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
  const trained = id === 'accuracy' || id === 'error';
  if (trained || cells.some((cell) => read(cell) !== null)) return null;
  return `${label} is not modelled by the estimator "${cells[0].estimate.estimator}". Choose another one on the left.`;
}

/** The 64 cells as the heatmap draws them. */
export function heatmapCells(grid: Grid, metric: Metric, front: readonly boolean[]): HeatmapCell[] {
  const spec = METRICS[metric];
  const device = grid.device.boards[0] ?? grid.device.id;
  return grid.cells.map((cell, i): HeatmapCell => {
    const { weightBits, activationBits, fit, accuracy, result, inGrid, estimate } = cell;
    const value = spec.read(cell);
    const status = shownStatus(result);
    const binding = fit.fits ? null : RESOURCE_LABELS[fit.binding];
    const facts = { weightBits, activationBits, accuracy, status, progress: result?.progress, device };
    return {
      weightBits,
      activationBits,
      value,
      text: value === null ? '' : spec.format(value),
      status,
      progress: result?.progress,
      fits: fit.fits,
      binding: binding?.replace('BRAM18', 'BRAM') ?? null,
      onFront: front[i],
      inGrid,
      label: cellLabel({ ...facts, lut: estimate.total.lut, fits: fit.fits, binding, onFront: front[i] }),
      tooltip: tooltipOf(cell, grid),
    };
  });
}

/** What a mouse over a cell says: why it failed to train, or what does not fit by how much. */
export function tooltipOf({ fit, estimate, result }: GridCell, { device }: Grid): string | undefined {
  if (result?.status === 'failed') return `training failed: ${result.message}`;
  if (result?.status === 'elsewhere') return 'another tab is training it';
  if (fit.fits) return undefined;
  const used = Math.round(estimate.total[fit.binding] ?? 0).toLocaleString('en');
  const available = device[fit.binding].toLocaleString('en');
  return `does not fit ${device.id}: ${RESOURCE_LABELS[fit.binding]} ${used} of ${available}`;
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
    fits: cell.fit.fits,
    onFront: front[i],
  }));

/** Why the scatter has no point. */
export function scatterEmptyText(cells: readonly GridCell[], axis: ScatterAxis): string {
  if (cells.every((cell) => METRICS[axis].read(cell) === null)) {
    return `${METRICS[axis].label} is not modelled by this estimator.`;
  }
  return 'Train cells to see them here.';
}

export const epochSeries = (cells: readonly GridCell[], linking: Linking): EpochSeries[] =>
  cells
    .filter((cell) => (cell.result?.history.length ?? 0) > 0)
    .map((cell) => ({
      weightBits: cell.weightBits,
      activationBits: cell.activationBits,
      role: seriesRole(cell, linking),
      accuracies: cell.result!.history.map((epoch) => epoch.test),
    }));

/** One line on what the grid holds: "3 of 64 cells trained · 5 epochs · synthetic digits, not MNIST". */
export function gridSummary(cells: readonly GridCell[], epochs: number, data: DataSummary): string {
  const trained = cells.filter((cell) => cell.result?.status === 'done').length;
  if (trained === 0) return 'nothing trained yet · resources are estimated live';
  return `${trained} of ${cells.length} trained · ${plural(epochs, 'epoch')} · ${data.testImages.toLocaleString('en')} test images, ${data.name}`;
}
