import type { DataSummary } from './data-sets';
import type { PreviewBasis } from './preview-basis';
import { accuracyOf, type CellResult, latestOf } from './results-slice';

/**
 * Where an accuracy of the grid comes from, strongest first: the cell's own training in this browser, finished or
 * not; a preview of it; the reference atlas that ships with the page. A cell shows the strongest that it has.
 */
export const ACCURACY_SOURCES = ['trained', 'preview', 'reference'] as const;

export type AccuracySource = (typeof ACCURACY_SOURCES)[number];

/** One training that a layer's accuracy was measured on, test accuracy 0..1. */
export interface SeedAccuracy {
  seed: number;
  accuracy: number;
}

/** Accuracy of a cell that was not trained here, 0..1 of the integer network on the layer's test set. */
export interface LayerAccuracy {
  /** The mean where there were several trainings. */
  value: number;
  /** After each epoch, the last being `value`; empty where that is not known. */
  history: readonly number[];
  /** Every training by its seed; empty where the value was not measured on trainings of the cell's own. */
  seeds: readonly SeedAccuracy[];
  /** Sample standard deviation over the seeds; null with fewer than two. */
  sd: number | null;
}

/** Accuracies that lie under those of the cells' own training: the reference atlas, a preview. */
export interface AccuracyLayer {
  source: Exclude<AccuracySource, 'trained'>;
  /** Data set that they were trained and measured on. */
  data: DataSummary;
  /** Epochs of each training. */
  epochs: number;
  /** False while it may still change. */
  final: boolean;
  /** What it is of, for the heading: "TFC, MNIST, 10 epochs, 3 seeds". */
  terms: string;
  /** Who made it, and what it leaves out, for the explanation of an accuracy. */
  origin: string;
  /** By `cellKey`. */
  cells: Readonly<Record<string, LayerAccuracy>>;
  /** What its accuracies were estimated from; null if they were measured. */
  basis: PreviewBasis | null;
}

/** The accuracy that a cell shows, and where it comes from. */
export interface CellAccuracy extends LayerAccuracy {
  source: AccuracySource;
  data: DataSummary;
  /** Epochs that it is after. */
  epochs: number;
  /** False while the cell's own run, or the preview, is not finished: it may still change. */
  final: boolean;
  /** The layer that it is of; null if the cell was trained here. */
  layer: AccuracyLayer | null;
}

/** Accuracy of a cell's own training on `data`; null before its first epoch. */
export function trainedAccuracy(result: CellResult | undefined, data: DataSummary): CellAccuracy | null {
  const value = latestOf(result);
  if (!result || value === null) return null;
  const history = result.history.map(({ test }) => test);
  const final = accuracyOf(result) !== null;
  return {
    source: 'trained',
    value,
    history,
    seeds: [],
    sd: null,
    data,
    epochs: history.length,
    final,
    layer: null,
  };
}

/** Accuracy that a layer has of a cell, by `cellKey`. */
export function layerAccuracy(layer: AccuracyLayer, key: string): CellAccuracy | null {
  const accuracy = layer.cells[key];
  if (!accuracy) return null;
  const { source, data, epochs, final } = layer;
  return { ...accuracy, source, data, epochs, final, layer };
}

/** Previews are no closer than this: accuracies within it are not told apart (docs/training.md, "Preview"). */
const PREVIEW_STEPS = 1000;

/** What ranks, fronts and scores are made from, 0..1: a preview's to a tenth of a point; null while it may change. */
export function rankedAccuracy({ value, final, source }: CellAccuracy): number | null {
  if (!final) return null;
  return source === 'preview' ? Math.round(value * PREVIEW_STEPS) / PREVIEW_STEPS : value;
}

/** The stronger of two sources. */
export const stronger = (a: CellAccuracy | null, b: CellAccuracy | null): CellAccuracy | null => {
  if (!a || !b) return a ?? b;
  return ACCURACY_SOURCES.indexOf(b.source) < ACCURACY_SOURCES.indexOf(a.source) ? b : a;
};

/**
 * The data set whose accuracies are compared: ranked, put on one Pareto front, one radar and one colour scale. It is
 * that of the strongest source on the grid, so that training on synthetic digits is never set against the MNIST of the
 * reference, while training on MNIST is. Accuracies on other data are shown, but take no part. null: there are none.
 */
export function comparedData(shown: readonly (CellAccuracy | null)[]): string | null {
  return shown.reduce(stronger, null)?.data.id ?? null;
}
