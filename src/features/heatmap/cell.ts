import type { CellPosition } from '../../core/precision';
import type { AccuracySource } from '../../state/accuracy';

/**
 * Where the training of a cell stands. `partial`: some epochs are done, none is running. `elsewhere`: another tab
 * trains it.
 */
export type CellStatus = 'empty' | 'queued' | 'training' | 'partial' | 'elsewhere' | 'failed' | 'done';

/** One cell of the grid as the heatmap draws it. */
export interface HeatmapCell extends CellPosition {
  /** Value of the chosen metric (accuracies as fractions 0..1); null when there is none. */
  value: number | null;
  /** The number as printed in the cell; ignored while `value` is null. */
  text: string;
  status: CellStatus;
  /** The value is of a run that is not finished: it may still change. */
  unfinished: boolean;
  /** Where the value comes from if it is of training, marked unless it is the cell's own. */
  source: AccuracySource | null;
  /** The value takes part in the colour scale; false for an accuracy on other data than the others'. */
  compared: boolean;
  /** Share of the training done, 0..1; shown while the run is not finished. */
  progress?: number;
  /** Fits the chosen device; null when unknown. */
  fits: boolean | null;
  /** Short name of the binding resource ("BRAM"), shown when the cell does not fit. */
  binding: string | null;
  /** On the Pareto front of accuracy against the chosen resource. */
  onFront: boolean;
  /** Inside the sub-grid chosen for training. */
  inGrid: boolean;
  /** What a screen reader says; see `cellLabel`. */
  label: string;
  /** Mouse tooltip, such as "does not fit PYNQ-Z2: BRAM18 152 of 140". */
  tooltip?: string;
}

/** What is said of a cell's training, spoken and in its tooltip. */
export interface TrainingFacts {
  status: CellStatus;
  /** "epoch 3/5": the last finished of the epochs of a run that is not finished. */
  epoch: string | null;
  /** Share of the run, 0..1. */
  progress?: number;
  /** Why it failed. */
  message?: string;
}

/** Facts of a cell in words; `null` leaves the phrase out. */
export interface CellFacts extends CellPosition, TrainingFacts {
  /** The chosen metric in words, "31954 FF"; null when it is the accuracy or the LUT, which are always said. */
  metric: string | null;
  /** 0..1 after the last finished epoch. */
  accuracy: number | null;
  source: AccuracySource | null;
  /** Data set of the accuracy, said where it is not the one that the page trains on; else null. */
  otherData: string | null;
  lut: number | null;
  fits: boolean | null;
  binding: string | null;
  /** Board or device as the person knows it: "PYNQ-Z2". */
  device: string;
  onFront: boolean;
}

const STATUS_WORDS: Record<CellStatus, (facts: TrainingFacts) => string | null> = {
  empty: () => 'not trained',
  queued: () => 'queued',
  training: ({ progress = 0 }) => `training, ${Math.round(progress * 100)} percent done`,
  partial: () => 'not finished',
  elsewhere: () => 'another tab is training it',
  failed: ({ message }) => `training failed${message ? `: ${message}` : ''}`,
  done: () => null,
};

/** Where the training of a cell stands, for a person: "not finished", "training failed: ..."; null when done. */
export const statusWords = (facts: TrainingFacts): string | null => STATUS_WORDS[facts.status](facts);

/** How an accuracy that is not of the cell's own training is named. */
export const SOURCE_WORDS: Readonly<Record<AccuracySource, string>> = {
  trained: '',
  preview: 'preview',
  reference: 'reference',
};

function accuracyWords({ accuracy, source, otherData, epoch }: CellFacts): string | null {
  if (accuracy === null || source === null) return null;
  const after = epoch && source === 'trained' ? `after ${epoch}` : '';
  const on = otherData ? `on ${otherData}` : '';
  const value = `accuracy ${(accuracy * 100).toFixed(1)} percent`;
  return [SOURCE_WORDS[source], value, after, on].filter(Boolean).join(' ');
}

/** "not trained" goes without saying where the accuracy is named as of another source. */
const trainingWords = (facts: CellFacts): string | null =>
  facts.status === 'empty' && facts.source !== null ? null : statusWords(facts);

const fitWords = ({ fits, binding, device }: CellFacts): string | null => {
  if (fits === null) return null;
  if (fits) return `fits ${device}`;
  return `does not fit ${device}${binding ? `, ${binding} runs out` : ''}`;
};

/**
 * Name of a cell for screen readers: "W3 A4, accuracy 96.8 percent, 4310 LUT, fits PYNQ-Z2, on the Pareto front", or
 * "W3 A4, reference accuracy 96.8 percent on MNIST, ...".
 */
export function cellLabel(facts: CellFacts): string {
  const { weightBits, activationBits, metric, lut, onFront } = facts;
  return [
    `W${weightBits} A${activationBits}`,
    metric,
    accuracyWords(facts),
    trainingWords(facts),
    lut === null ? null : `${Math.round(lut)} LUT`,
    fitWords(facts),
    onFront ? 'on the Pareto front' : null,
  ]
    .filter((phrase) => phrase !== null)
    .join(', ');
}
