import type { Checkpoint, TrainedCell } from '../checkpoint';
import type { Recipe } from '../recipe';
import type { RunProgress } from '../run';

/** What a trainer tells while it trains a cell. */
export interface TrainHooks {
  onProgress(progress: RunProgress): void;
  /** After every epoch; the next epoch may wait for the promise. */
  onCheckpoint(checkpoint: Checkpoint): void | Promise<void>;
}

/** Trains one cell at a time: a worker with an engine in it, or a fake in tests. */
export interface CellTrainer {
  /** The engine that was opened, for a person and for results. */
  readonly engine: { id: string; label: string };
  /**
   * Trains a recipe, from a checkpoint if there is one.
   * @throws BitscapeError "WorkerLost" or "EngineLost" when the run must be resumed on a fresh trainer.
   */
  train(recipe: Recipe, resume: Checkpoint | undefined, hooks: TrainHooks): Promise<TrainedCell>;
  /** Holds the run, and any later one, between two steps. */
  pause(): void;
  resume(): void;
  /** Stops at once and frees all memory; a pending `train` rejects. The trainer is of no use afterwards. */
  terminate(): void;
}
