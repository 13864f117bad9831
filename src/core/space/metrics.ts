import type { Metric } from '../design/design';
import type { Fit } from '../hardware/device';
import type { Estimate } from '../hardware/estimate';

/**
 * What the grid knows of a cell: accuracy 0..1 of the integer network, the hardware estimate, and how it sits on the
 * device. The resources are those that the fit counts: the layers and, where it is modelled, all around them.
 */
export interface CellFigures {
  accuracy: number | null;
  estimate: Pick<Estimate, 'ii' | 'fps'> | null;
  fit: Pick<Fit, 'used'> | null;
}

/** A figure that the grid can show. */
export interface MetricSpec {
  id: Metric;
  /** Short, for a tab. */
  label: string;
  /** For an axis or a sentence: "test accuracy". */
  name: string;
  unit: string;
  better: 'higher' | 'lower';
  /** The figure of a cell in the metric's unit, null where it is unknown or not modelled. */
  read(cell: CellFigures): number | null;
  /** The figure as the grid prints it: four characters or so, without the unit. */
  format(value: number): string;
}

/** Counts as a cell prints them: exact below 10 000, else three digits: 940, 9400, 53.2k, 224k, 1.23M. */
export function compact(value: number): string {
  if (value < 9999.5) return `${Math.round(value)}`;
  const [scaled, suffix] = value < 999_500 ? [value / 1e3, 'k'] : [value / 1e6, 'M'];
  return `${Number(scaled.toPrecision(3))}${suffix}`;
}

const percent = (value: number): string => value.toFixed(value >= 10 ? 1 : 2);

const resource = (id: 'lut' | 'ff' | 'bram18' | 'dsp', label: string, name: string): MetricSpec => ({
  id,
  label,
  name,
  unit: label,
  better: 'lower',
  read: ({ fit }) => fit?.used[id] ?? null,
  format: compact,
});

/** Every metric of the grid, in the order of its tabs. */
export const METRICS: Readonly<Record<Metric, MetricSpec>> = {
  accuracy: {
    id: 'accuracy',
    label: 'Accuracy',
    name: 'test accuracy',
    unit: '%',
    better: 'higher',
    read: ({ accuracy }) => (accuracy === null ? null : 100 * accuracy),
    format: percent,
  },
  error: {
    id: 'error',
    label: 'Error',
    name: 'test error',
    unit: '%',
    better: 'lower',
    read: ({ accuracy }) => (accuracy === null ? null : 100 * (1 - accuracy)),
    format: percent,
  },
  lut: resource('lut', 'LUT', 'look-up tables'),
  ff: resource('ff', 'FF', 'flip-flops'),
  bram18: resource('bram18', 'BRAM18', 'RAMB18 blocks'),
  dsp: resource('dsp', 'DSP', 'DSP blocks'),
  cycles: {
    id: 'cycles',
    label: 'Cycles',
    name: 'initiation interval',
    unit: 'cycles',
    better: 'lower',
    read: ({ estimate }) => estimate?.ii ?? null,
    format: compact,
  },
  fps: {
    id: 'fps',
    label: 'Frames/s',
    name: 'throughput',
    unit: 'frames/s',
    better: 'higher',
    read: ({ estimate }) => estimate?.fps ?? null,
    format: compact,
  },
};

/** The metrics in order. */
export const METRIC_LIST: readonly MetricSpec[] = Object.values(METRICS);
