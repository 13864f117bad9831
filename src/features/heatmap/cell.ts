import type { CellPosition } from '../../core/precision';

/** Where the training of a cell stands. */
export type CellStatus = 'empty' | 'queued' | 'training' | 'done';

/** One cell of the grid as the heatmap draws it. */
export interface HeatmapCell extends CellPosition {
  /** Value of the chosen metric (accuracies as fractions 0..1); null when there is none. */
  value: number | null;
  /** The number as printed in the cell; ignored while `value` is null. */
  text: string;
  status: CellStatus;
  /** Share of the training done, 0..1; shown while `status` is 'training'. */
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

/** Facts of a cell in words; `null` leaves the phrase out, except for the accuracy ("not trained"). */
export interface CellFacts extends CellPosition {
  accuracy: number | null;
  status: CellStatus;
  progress?: number;
  lut: number | null;
  fits: boolean | null;
  binding: string | null;
  /** Board or device as the person knows it: "PYNQ-Z2". */
  device: string;
  onFront: boolean;
}

const STATUS_WORDS: Record<CellStatus, (facts: CellFacts) => string | null> = {
  empty: ({ accuracy }) => (accuracy === null ? 'not trained' : null),
  queued: () => 'queued',
  training: ({ progress = 0 }) => `training, ${Math.round(progress * 100)} percent done`,
  done: () => null,
};

const fitWords = ({ fits, binding, device }: CellFacts): string | null => {
  if (fits === null) return null;
  if (fits) return `fits ${device}`;
  return `does not fit ${device}${binding ? `, ${binding} runs out` : ''}`;
};

/** Name of a cell for screen readers: "W3 A4, accuracy 96.8 percent, 4310 LUT, fits PYNQ-Z2, on the Pareto front". */
export function cellLabel(facts: CellFacts): string {
  const { weightBits, activationBits, accuracy, lut, onFront } = facts;
  return [
    `W${weightBits} A${activationBits}`,
    accuracy === null ? null : `accuracy ${(accuracy * 100).toFixed(1)} percent`,
    STATUS_WORDS[facts.status](facts),
    lut === null ? null : `${Math.round(lut)} LUT`,
    fitWords(facts),
    onFront ? 'on the Pareto front' : null,
  ]
    .filter((phrase) => phrase !== null)
    .join(', ');
}
