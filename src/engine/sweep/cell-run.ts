import { BitscapeError, messageOf } from '../../core/errors';
import { type Checkpoint, keyOfRun, type TrainedCell } from '../checkpoint';
import type { CellTrainer } from './cell-trainer';
import type { SweepContext } from './context';
import { isSettled, type Job } from './job';

/** Errors that tell of the trainer's end, not of anything wrong with the run or its checkpoint. */
const LOSSES: ReadonlySet<string> = new Set(['WorkerLost', 'EngineLost']);

/** One try at a running job: ends it, or leaves it pending or locked. Never rejects. */
export async function runCell(sweep: SweepContext, job: Job): Promise<void> {
  const { locks, store, stop } = sweep;
  try {
    const release = await locks.tryTake(job.key);
    if (!release) return waitForOther(sweep, job);
    try {
      const stored = await store.getCell(job.key);
      if (stored) sweep.finish(job, stored, true);
      else if (!stop.aborted) await trainCellOf(sweep, job);
    } finally {
      await job.saves;
      release();
    }
  } catch (error) {
    failed(sweep, job, error);
  }
}

/** The cell waits, its place does not: once the other tab is done or gone, its result is taken or the cell is pending. */
function waitForOther(sweep: SweepContext, job: Job): void {
  const { locks, store, stop } = sweep;
  job.status = 'locked';
  if (!stop.aborted) sweep.emit({ type: 'cell-locked', key: job.key });
  const go = async () => {
    await locks.whenFree(job.key, stop);
    const stored = stop.aborted ? undefined : await store.getCell(job.key);
    if (stored) sweep.finish(job, stored, true);
    else job.status = 'pending';
    sweep.pump();
  };
  go().catch((error) => failed(sweep, job, error));
}

async function trainCellOf(sweep: SweepContext, job: Job): Promise<void> {
  const trainer = await takeTrainer(sweep, job);
  if (!trainer) return;
  const { pool, store, meter, trainers, stop } = sweep;
  const leave = (finished: boolean) => {
    job.attempt++;
    trainers.delete(job.key);
    meter.stopped(job.key, finished);
  };
  let cell: TrainedCell;
  try {
    const checkpoint = job.fromStart ? undefined : usable(await store.getCheckpoint(job.key), job);
    cell = await untilStopped(stop, () => train(sweep, job, trainer, checkpoint));
  } catch (error) {
    leave(false);
    pool.discard(trainer);
    failed(sweep, job, error);
    return;
  }
  leave(true);
  pool.giveBack(trainer);
  await job.saves;
  await store.putCell(job.key, cell);
  sweep.finish(job, cell, false);
}

/** A trainer, or undefined when there is none: the job is then pending again, or has failed. */
async function takeTrainer(sweep: SweepContext, job: Job): Promise<CellTrainer | undefined> {
  try {
    return await sweep.pool.take();
  } catch (error) {
    if (sweep.stop.aborted) return undefined;
    if (!sweep.pool.shrink()) {
      failed(sweep, job, error);
      // Nothing can be opened at all: the other cells would fail the same way, one by one.
      if (job.status === 'failed') for (const other of sweep.pending()) sweep.giveUp(other, messageOf(error));
      return undefined;
    }
    const message = `Training goes on with ${sweep.pool.size} workers, one more could not start: ${messageOf(error)}`;
    sweep.emit({ type: 'notice', message });
    job.status = 'pending';
    return undefined;
  }
}

function train(
  sweep: SweepContext,
  job: Job,
  trainer: CellTrainer,
  checkpoint: Checkpoint | undefined,
): Promise<TrainedCell> {
  const attempt = job.attempt;
  const isStale = () => job.attempt !== attempt || sweep.stop.aborted;
  const { key, recipe } = job;
  const resumedFrom = checkpoint?.epoch;
  sweep.emit({ type: 'cell-started', key, recipe, ...(resumedFrom === undefined ? {} : { resumedFrom }) });
  if (checkpoint) sweep.emit({ type: 'cell-epoch', key, history: checkpoint.history });
  job.bestEpoch = Math.max(job.bestEpoch, resumedFrom ?? 0);
  sweep.meter.began(key, resumedFrom ?? 0);
  sweep.trainers.set(key, trainer);
  if (sweep.paused()) trainer.pause();
  else trainer.resume();
  return trainer.train(recipe, checkpoint, {
    onProgress(progress) {
      if (isStale()) return;
      sweep.meter.moved(key, progress);
      sweep.emit({ type: 'cell-progress', key, progress });
      sweep.report(false);
    },
    onCheckpoint(saved) {
      if (isStale()) return;
      if (saved.epoch > job.bestEpoch) {
        job.bestEpoch = saved.epoch;
        job.failures = 0;
      }
      job.saves = job.saves
        .then(() => sweep.store.putCheckpoint(key, saved))
        .catch((error) =>
          sweep.emit({ type: 'notice', message: `A checkpoint was not kept: ${messageOf(error)}` }),
        );
      sweep.emit({ type: 'cell-epoch', key, history: saved.history });
      return job.saves;
    },
  });
}

/** A checkpoint of this very run; anything else under its key is ignored. */
function usable(checkpoint: Checkpoint | undefined, { key, recipe }: Job): Checkpoint | undefined {
  if (!checkpoint || keyOfRun(checkpoint) !== key) return undefined;
  return checkpoint.epoch <= recipe.epochs ? checkpoint : undefined;
}

/** The job gets another try, a bounded number of times. */
function failed(sweep: SweepContext, job: Job, error: unknown): void {
  if (sweep.stop.aborted || isSettled(job)) return;
  job.failures++;
  const message = messageOf(error);
  if (job.failures > sweep.retries) {
    sweep.giveUp(job, `${message} (given up after ${job.failures} tries)`);
    return;
  }
  const isLoss = error instanceof Error && LOSSES.has(error.name);
  job.fromStart = job.failures === sweep.retries && !isLoss;
  job.status = 'pending';
  sweep.emit({ type: 'cell-failed', key: job.key, error: message, willRetry: true });
}

async function untilStopped<T>(stop: AbortSignal, work: () => Promise<T>): Promise<T> {
  const cancelled = () => new BitscapeError('Cancelled', 'the sweep was cancelled');
  if (stop.aborted) throw cancelled();
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(cancelled());
    stop.addEventListener('abort', abort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => stop.removeEventListener('abort', abort));
  });
}
