import type { RandomState } from '../core/random';
import type { FloatCheck } from './float-check';
import type { Recipe } from './recipe';
import { runKey } from './run-key';
import type { TrainerState } from './trainer';

/** Integer-network accuracy (fractions 0..1) after an epoch, on the whole validation and test sets. */
export interface EpochResult {
  validation: number;
  test: number;
  /** Mean training loss of the epoch. */
  loss: number;
}

/** A run between two epochs; on the same engine and build, training resumes from it bit for bit. */
export interface Checkpoint {
  version: 1;
  recipe: Recipe;
  dataset: string;
  epoch: number;
  state: TrainerState;
  /** Generators of the shuffle and of dropout. */
  random: { shuffle: RandomState; dropout: RandomState };
  history: EpochResult[];
  /** Seconds of training so far, evaluation included. */
  seconds: number;
  engine: string;
  /** Version of Bitscape that trained it; "0.1.0, then 0.2.0" if another one went on. */
  revision: string;
  /** The `TRAINING_VERSION` that it was trained by; absent in those of version 1 that do not say. */
  trainingVersion?: number;
}

/** A finished cell: its integer network packed to bytes, its history, and how it was made. */
export interface TrainedCell {
  version: 1;
  recipe: Recipe;
  dataset: string;
  history: EpochResult[];
  /** `packNetwork` of the integer network. */
  network: Uint8Array;
  /** Absent in cells of versions that did not compare. */
  floatCheck?: FloatCheck;
  seconds: number;
  engine: string;
  /** Version of Bitscape that trained it; "0.1.0, then 0.2.0" if another one went on. */
  revision: string;
  /** The `TRAINING_VERSION` that it was trained by; absent in those of version 1 that do not say. */
  trainingVersion?: number;
}

/** Identity of the run that a checkpoint or a cell is of. */
export const keyOfRun = ({
  recipe,
  dataset,
  trainingVersion,
}: Pick<TrainedCell, 'recipe' | 'dataset' | 'trainingVersion'>): string =>
  runKey(recipe, dataset, trainingVersion ?? 1);

/** Integer-network accuracy of a finished cell on the full test set after the last epoch, 0..1. */
export const cellAccuracy = ({ history }: Pick<TrainedCell, 'history'>): number => history.at(-1)?.test ?? 0;
