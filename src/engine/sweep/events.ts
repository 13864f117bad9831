import type { EpochResult, TrainedCell } from '../checkpoint';
import type { Recipe } from '../recipe';
import type { RunProgress } from '../run';

/** `done`: every cell ended. `cancelled` and `done` are final. */
export type SweepState = 'idle' | 'running' | 'paused' | 'cancelled' | 'done';

/** How far the whole sweep is. */
export interface SweepProgress {
  /** Cells that ended, finished or failed. */
  cellsDone: number;
  cells: number;
  /** Training images per second, all workers together; 0 while none trains. */
  imagesPerSecond: number;
  /** Seconds until the last cell ends, or null before there is a measurement. */
  secondsLeft: SecondsLeft | null;
}

export interface SecondsLeft {
  low: number;
  high: number;
}

/** What a sweep tells: plain data, `key` is the cell's `runKey`. */
export type SweepEvent =
  | { type: 'state'; state: SweepState }
  /** `resumedFrom`: epochs that were trained before. */
  | { type: 'cell-started'; key: string; recipe: Recipe; resumedFrom?: number }
  | { type: 'cell-progress'; key: string; progress: RunProgress }
  | { type: 'cell-epoch'; key: string; history: EpochResult[] }
  /** `fromStore`: it was trained before, or by another tab. */
  | { type: 'cell-finished'; key: string; cell: TrainedCell; fromStore: boolean }
  /** `willRetry` false: the cell is given up, the sweep goes on. */
  | { type: 'cell-failed'; key: string; error: string; willRetry: boolean }
  /** Another tab trains the cell; its result is taken when it is there. */
  | { type: 'cell-locked'; key: string }
  | ({ type: 'progress' } & SweepProgress)
  /** Something a person should know that stops nothing. */
  | { type: 'notice'; message: string };
