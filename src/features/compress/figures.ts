import type { StepResult } from '../../engine/compress/result';
import { count, percent } from '../chart/numbers';

/** A figure of a step, for the table of branches and the panel of a step. */
export interface Figure {
  id: string;
  label: string;
  /** What it is, in full. */
  help: string;
  /** null: not known, not modelled or not mapped. */
  value(result: StepResult): number | null;
  format(value: number): string;
  /** Which end is the better one; null: neither. */
  better: 'more' | 'less' | null;
  /** Of hardware: where there is no value, why is in `notMapped`, or it is not modelled. */
  hardware?: true;
  /** Smallest difference that is printed as one. */
  differ?(by: number): string;
}

const bytes = (value: number): string => `${count(value)} B`;
const points = (by: number): string => `${(100 * by).toFixed(2)} pt`;

const seconds = (value: number): string => {
  const [factor, unit] = value < 1e-3 ? [1e6, 'µs'] : value < 1 ? [1e3, 'ms'] : [1, 's'];
  return `${(value * factor).toFixed(2)} ${unit}`;
};

const hardware = (
  id: string,
  label: string,
  help: string,
  better: Figure['better'],
  read: (mapped: NonNullable<StepResult['hardware']>) => number | null,
  more: Partial<Figure> = {},
): Figure => ({
  ...{ id, label, help, better, format: count, hardware: true },
  value: (result) => (result.hardware ? read(result.hardware) : null),
  ...more,
});

/** All figures in order. */
export const FIGURES: readonly Figure[] = [
  {
    id: 'test',
    label: 'Accuracy, test',
    help: 'Of the network after the step on the whole test set; integer networks by their integers',
    value: ({ accuracy }) => accuracy?.test ?? null,
    format: (v) => percent(v, 2),
    better: 'more',
    differ: points,
  },
  {
    id: 'validation',
    label: 'Accuracy, validation',
    help: 'On the validation set: what Algorithm 1 decides by, as nothing is chosen on test data',
    value: ({ accuracy }) => accuracy?.validation ?? null,
    format: (v) => percent(v, 2),
    better: 'more',
    differ: points,
  },
  {
    id: 'parameters',
    label: 'Parameters',
    help: 'Weights and biases, BatchNorm folded into them',
    value: ({ size }) => size?.parameters ?? null,
    format: count,
    better: null,
  },
  {
    id: 'nonZero',
    label: 'Not zero',
    help: 'Parameters that are not a weight of 0',
    value: ({ size }) => (size ? size.parameters - size.zeros : null),
    format: count,
    better: 'less',
  },
  {
    id: 'memory',
    label: 'Memory',
    help: 'Bytes of the weights at their width and of biases at 32 bits: what a model file holds',
    value: ({ size }) => size?.memoryBytes ?? null,
    format: bytes,
    better: 'less',
  },
  {
    id: 'products',
    label: 'Products per image',
    help: 'Multiplications that are not with a 0',
    value: ({ size }) => size?.products ?? null,
    format: count,
    better: 'less',
  },
  hardware(
    'multipliers',
    'Multipliers',
    'Products computed at once: PE times SIMD of all layers',
    'less',
    (h) => h.multipliers,
  ),
  hardware('lut', 'LUT', 'Look-up tables, with everything around the layers', 'less', (h) => h.lut),
  hardware('ff', 'FF', 'Flip-flops', 'less', (h) => h.ff),
  hardware('bram18', 'BRAM18', 'Block RAMs of 18 Kb', 'less', (h) => h.bram18),
  hardware('dsp', 'DSP', 'DSP blocks', 'less', (h) => h.dsp),
  hardware('latency', 'Latency', 'From an image to its class', 'less', (h) => h.latencySeconds, {
    format: seconds,
  }),
  hardware(
    'cycles',
    'Latency, cycles',
    'From an image to its class, in cycles',
    'less',
    (h) => h.latencyCycles,
  ),
  hardware('ii', 'II, cycles', 'Initiation interval: cycles between two images', 'less', (h) => h.ii),
  hardware('fps', 'Frames/s', 'Images per second at the clock', 'more', (h) => h.fps),
];

/** What stands where a figure has no value, and why. */
export function missing({ hardware }: Figure, result: StepResult | null): { text: string; why: string } {
  if (!result) return { text: '', why: 'to be run' };
  if (hardware && !result.hardware) return { text: 'not mapped', why: result.notMapped ?? '' };
  return {
    text: 'not modelled',
    why: result.hardware?.notModelled.join(' ') ?? 'the estimator does not model it',
  };
}
