import type { CellStore } from '../cell-store';
import type { TrainedCell } from '../checkpoint';
import type { CellLocks } from '../storage/locks';
import type { CellTrainer } from './cell-trainer';
import type { SweepEvent } from './events';
import type { Job } from './job';
import type { Meter } from './meter';
import type { TrainerPool } from './trainer-pool';

/** What a cell's run needs of its sweep. */
export interface SweepContext {
  dataset: string;
  /** Never fails. */
  store: CellStore;
  locks: CellLocks;
  pool: TrainerPool;
  meter: Meter;
  /** Trainers at work, by the key of their cell: what `pause` and `resume` reach. */
  trainers: Map<string, CellTrainer>;
  /** Aborts when the sweep is cancelled. */
  stop: AbortSignal;
  retries: number;
  emit(event: SweepEvent): void;
  /** Emits the progress; unless `always`, not too often. */
  report(always: boolean): void;
  paused(): boolean;
  pending(): Job[];
  /** Ends a cell. */
  finish(job: Job, cell: TrainedCell, fromStore: boolean): void;
  giveUp(job: Job, error: string): void;
  /** Starts what can be started. */
  pump(): void;
}
