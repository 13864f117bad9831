import type { StageParameters } from '../core/network/parameters';
import type { Checkpoint } from './checkpoint';
import type { SharedState } from './shared/trainer';

/** Where a run is. `loss` is the mean of the last 20 steps, null before the first. */
export interface RunProgress {
  /** `comparing`: after the last epoch, the float path with the integer network. */
  phase: 'training' | 'evaluating' | 'comparing';
  /** 1-based. */
  epoch: number;
  epochs: number;
  /** Steps done in this epoch, or images evaluated or compared. */
  step: number;
  steps: number;
  /** Training speed of this epoch so far. */
  imagesPerSecond: number;
  loss: number | null;
}

export interface RunOptions {
  /** Continues this run instead of starting at epoch 1. */
  resume?: Checkpoint;
  /** The shared weights, for a recipe that starts from them. */
  shared?: SharedState;
  /** Parameters to start from, for a recipe with a `parent`. */
  parent?: readonly StageParameters[];
  onProgress?(progress: RunProgress): void;
  /**
   * Called after every epoch but the last. The next epoch goes on meanwhile; the call after it waits for the promise, as
   * does the end of a run that is stopped or fails.
   */
  onCheckpoint?(checkpoint: Checkpoint): void | Promise<void>;
  signal?: AbortSignal;
  /** Awaited between steps: resolves when the run may go on (pause). */
  gate?: () => Promise<void>;
}
