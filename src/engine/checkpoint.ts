import type { RandomState } from '../core/random';
import type { Recipe } from './recipe';
import type { TrainerState } from './trainer';

/** Integer-network accuracy (fractions 0..1) after an epoch, on the whole validation and test sets. */
export interface EpochResult {
  validation: number;
  test: number;
  /** Mean training loss of the epoch. */
  loss: number;
}

/** A run between two epochs; training resumes from it bit for bit. */
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
}

/** A finished cell: its integer network packed to bytes, its history, and how it was made. */
export interface TrainedCell {
  version: 1;
  recipe: Recipe;
  dataset: string;
  history: EpochResult[];
  /** `packNetwork` of the integer network. */
  network: Uint8Array;
  seconds: number;
  engine: string;
}
