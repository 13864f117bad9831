import type { Metric } from '../../core/design/design';
import { METRICS } from '../../core/space/metrics';
import type { DataSummary } from '../../state/data-sets';
import type { Grid, GridCell } from '../../state/grid';
import type { CellResult } from '../../state/results-slice';
import { NOT_MODELLED } from '../chart/numbers';
import {
  type CellStatus,
  cellLabel,
  type HeatmapCell,
  SOURCE_WORDS,
  statusWords,
  type TrainingFacts,
} from '../heatmap/cell';
import { RESOURCE_LABELS } from '../meters/view-model';

/** What the design trains: the epochs of a whole run, and the data set. */
export interface TrainingTerms {
  epochs: number;
  data: DataSummary;
}

/** Status of a cell in every view. */
export const shownStatus = (result: CellResult | undefined): CellStatus => result?.status ?? 'empty';

/** Metrics that come from training, not from the estimator. */
export const isTrained = (metric: Metric): boolean => metric === 'accuracy' || metric === 'error';

/** Some epochs are done, but not all: the accuracy may still change. */
export const isUnfinished = ({ shown }: GridCell): boolean => shown !== null && !shown.final;

/** The 64 cells as the heatmap draws them, under training for `epochs` epochs on `data`. */
export function heatmapCells(
  grid: Grid,
  metric: Metric,
  front: readonly boolean[],
  { epochs, data }: TrainingTerms,
): HeatmapCell[] {
  const spec = METRICS[metric];
  const device = grid.device.boards[0] ?? grid.device.id;
  return grid.cells.map((cell, i): HeatmapCell => {
    const { weightBits, activationBits, fit, shown, compared, inGrid, estimate } = cell;
    const value = spec.read({ accuracy: shown?.value ?? null, estimate, fit });
    const training = trainingFacts(cell, epochs);
    const fits = fit.fits;
    const binding = fits ? null : RESOURCE_LABELS[fit.binding].replace('BRAM18', 'BRAM');
    const known = { weightBits, activationBits, fits, binding, onFront: front[i] };
    return {
      ...known,
      value,
      text: value === null ? '' : spec.format(value),
      status: training.status,
      unfinished: isTrained(metric) && isUnfinished(cell),
      source: isTrained(metric) ? (shown?.source ?? null) : null,
      compared: compared || !isTrained(metric),
      progress: training.progress,
      inGrid,
      label: cellLabel({
        ...known,
        ...training,
        metric: metricWords(metric, value),
        accuracy: shown?.value ?? null,
        source: shown?.source ?? null,
        otherData: shown && shown.data.id !== data.id ? shown.data.name : null,
        lut: fit.used.lut,
        device,
      }),
      tooltip: tooltipOf(cell, grid, training),
    };
  });
}

/** Where a cell's training stands, for its words. */
export const trainingFacts = ({ result }: GridCell, epochs: number): TrainingFacts => ({
  status: shownStatus(result),
  epoch: epochWords(result, epochs),
  progress: result?.progress,
  message: result?.message,
});

/** "epoch 3/5": how far a run that is not finished has come; null before its first epoch and when it is done. */
export function epochWords(result: CellResult | undefined, epochs: number): string | null {
  if (!result || result.status === 'done' || result.history.length === 0) return null;
  return `epoch ${result.history.length}/${epochs}`;
}

/** The chosen metric as it is spoken; null for the accuracy and the LUT, which are spoken with every metric. */
function metricWords(metric: Metric, value: number | null): string | null {
  const { label, unit } = METRICS[metric];
  if (metric === 'accuracy' || (metric === 'lut' && value !== null)) return null;
  if (metric === 'error') return value === null ? null : `error ${value.toFixed(1)} percent`;
  return value === null ? `${label} ${NOT_MODELLED}` : `${Math.round(value)} ${unit}`;
}

/**
 * What a mouse over a cell says: whose accuracy it shows if not its own, where an unfinished training stands, and what
 * does not fit by how much.
 */
export function tooltipOf(
  { fit, shown }: GridCell,
  { device }: Grid,
  training: TrainingFacts,
): string | undefined {
  const { status, epoch } = training;
  const lines: (string | null)[] = status === 'empty' ? [] : [epoch, statusWords(training)];
  if (shown?.layer) lines.unshift(`${SOURCE_WORDS[shown.source]}: ${shown.layer.terms}`);
  if (!fit.fits) {
    const used = Math.round(fit.used[fit.binding] ?? 0).toLocaleString('en');
    const available = device[fit.binding].toLocaleString('en');
    lines.push(`does not fit ${device.id}: ${RESOURCE_LABELS[fit.binding]} ${used} of ${available}`);
  }
  return lines.filter((line) => line !== null).join('\n') || undefined;
}
