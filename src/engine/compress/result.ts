import type { Mapped } from '../../core/compress/hardware';
import type { CompressionPlan, CompressionStep } from '../../core/compress/plan';
import type { NetworkSize } from '../../core/compress/size';
import type { Precision } from '../../core/precision';
import type { TrainedCell } from '../checkpoint';

/** Accuracies, fractions 0..1. */
export interface Accuracies {
  validation: number;
  test: number;
}

/** What a step of a plan led to. */
export interface StepResult {
  step: CompressionStep;
  /** In a few words: "INT8 after the training, symmetric, per tensor, min-max". */
  title: string;
  /** Why it was left out; null if it ran. */
  leftOut: string | null;
  /** Of the network after the step; null if it was left out. Integer networks by their integers. */
  accuracy: Accuracies | null;
  /** Of the network that it started from; null before the first training. */
  before: Accuracies | null;
  size: NetworkSize | null;
  /** Widths that the integer network needs in hardware; null if layers stay in float. */
  precision: Precision | null;
  /** Seconds of training, or of calibration and quantization. */
  seconds: number | null;
  /** Seconds to classify the test set in software, on this machine. */
  testSeconds: number | null;
  hardware: Mapped | null;
  /** Why there is no hardware estimate; null if there is one. */
  notMapped: string | null;
  /** Layers left in float, by name. */
  floatLayers: string[];
  /** What another "map" estimates it from: why there are no integers, weights of each layer that are not 0. */
  basis: { reason: string | null; nonZero: number[] };
}

/** A plan that has been run. */
export interface Compression {
  plan: CompressionPlan;
  dataset: string;
  engine: string;
  /** Images in the test set: what `testSeconds` are for. */
  testImages: number;
  steps: StepResult[];
  /** Index of the step whose network is the result; null if nothing was quantized. */
  chosen: number | null;
  /** Whether its accuracy on validation is the wanted one; null if none was wanted. */
  suffices: boolean | null;
  /** The result as a cell; null if layers of it stay in float. */
  cell: TrainedCell | null;
}
