import type { CellStore } from '../cell-store';
import type { Recipe } from '../recipe';
import { withMemoryFallback } from '../storage/fallback';
import type { CellLocks } from '../storage/locks';
import { runCell } from './cell-run';
import type { CellTrainer } from './cell-trainer';
import type { SweepContext } from './context';
import type { SweepEvent, SweepState } from './events';
import { isSettled, type Job, jobsOf } from './job';
import { createMeter } from './meter';
import { createStopwatch } from './stopwatch';
import { createTrainerPool } from './trainer-pool';

export interface SweepOptions {
  /** The cells, in the order to train them. Equal recipes are trained once. */
  recipes: readonly Recipe[];
  /** Id of the data set that the trainers hold. */
  dataset: string;
  /** Opens a trainer: a worker with the data and an engine. Called once per worker, again after a loss. */
  openTrainer(): Promise<CellTrainer>;
  /** How many cells train at once. */
  workers: number;
  store: CellStore;
  locks: CellLocks;
  onEvent(event: SweepEvent): void;
  /** Tries of a cell after a failure that brought it no further; 2 unless told. */
  retries?: number;
  /** Clock in milliseconds, for tests. */
  now?: () => number;
}

export interface Sweep {
  readonly state: SweepState;
  /** Starts an idle sweep. */
  start(): void;
  /** Holds every running cell between two steps. */
  pause(): void;
  resume(): void;
  /** Terminates the workers; checkpoints stay. Resolves when the last save is done and the locks are free. */
  cancel(): Promise<void>;
}

/** Least time between two `progress` events that nothing but progress causes, in milliseconds. */
const PROGRESS_EVERY_MS = 200;

/** A sweep over cells: every cell ends exactly once, as finished or failed, unless the sweep is cancelled. */
export function createSweep(options: SweepOptions): Sweep {
  const { recipes, dataset, locks, retries = 2, now = () => performance.now() } = options;
  const jobs = jobsOf(recipes, dataset);
  const watch = createStopwatch(now);
  const meter = createMeter(new Map(jobs.map(({ key, recipe }) => [key, recipe])), watch);
  const pool = createTrainerPool(options.openTrainer, Math.max(1, options.workers));
  const stop = new AbortController();
  const runs = new Set<Promise<void>>();
  const trainers = new Map<string, CellTrainer>();
  let state: SweepState = 'idle';
  let storeRead = false;
  let lastProgress = Number.NEGATIVE_INFINITY;

  const emit = (event: SweepEvent) => {
    try {
      options.onEvent(event);
    } catch (error) {
      console.error('a listener of the sweep failed', error);
    }
  };
  const change = (next: SweepState) => {
    state = next;
    if (next === 'running') watch.go();
    else watch.hold();
    emit({ type: 'state', state });
  };
  const report = (always: boolean) => {
    if (!always && now() - lastProgress < PROGRESS_EVERY_MS) return;
    lastProgress = now();
    const progress = meter.read(pool.size);
    emit({ type: 'progress', ...progress, ...(state === 'running' ? {} : { imagesPerSecond: 0 }) });
  };
  const settle = (job: Job, status: 'finished' | 'failed', event: SweepEvent) => {
    if (isSettled(job) || stop.signal.aborted) return;
    job.status = status;
    meter.ended(job.key);
    emit(event);
    report(true);
  };

  const context: SweepContext = {
    dataset,
    store: withMemoryFallback(options.store, (message) => emit({ type: 'notice', message })),
    locks,
    pool,
    meter,
    trainers,
    stop: stop.signal,
    retries,
    emit,
    report,
    paused: () => state === 'paused',
    pending: () => jobs.filter((job) => job.status === 'pending'),
    finish: (job, cell, fromStore) =>
      settle(job, 'finished', { type: 'cell-finished', key: job.key, cell, fromStore }),
    giveUp: (job, error) =>
      settle(job, 'failed', { type: 'cell-failed', key: job.key, error, willRetry: false }),
    pump,
  };

  /** Starts pending cells while there are places for them; notices the end. */
  function pump(): void {
    if (state !== 'running' || !storeRead) return;
    for (const job of context.pending()) {
      if (runs.size >= pool.size) break;
      job.status = 'running';
      const run = runCell(context, job).finally(() => {
        runs.delete(run);
        pump();
      });
      runs.add(run);
    }
    if (runs.size === 0 && jobs.every(isSettled)) {
      pool.close();
      change('done');
    }
  }

  /** Takes what is stored already, all cells before any is trained. */
  async function takeStored(): Promise<void> {
    try {
      for (const job of jobs) {
        const cell = await context.store.getCell(job.key);
        if (cell) context.finish(job, cell, true);
      }
    } finally {
      storeRead = true;
      report(true);
      pump();
    }
  }

  return {
    get state() {
      return state;
    },
    start() {
      if (state !== 'idle') return;
      change('running');
      void takeStored();
    },
    pause() {
      if (state !== 'running') return;
      for (const trainer of trainers.values()) trainer.pause();
      change('paused');
      report(true);
    },
    resume() {
      if (state !== 'paused') return;
      change('running');
      for (const trainer of trainers.values()) trainer.resume();
      pump();
    },
    async cancel() {
      if (state === 'cancelled' || state === 'done') return;
      stop.abort();
      pool.close();
      change('cancelled');
      await Promise.all(runs);
    },
  };
}
