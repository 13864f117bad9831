import type { Recipe } from '../recipe';
import type { RunProgress } from '../run';
import { costOf } from './cost';
import { type Measurement, secondsLeft } from './eta';
import type { SweepProgress } from './events';
import type { Stopwatch } from './stopwatch';

/** A running cell is taken as a measurement once this share of it was trained, if no cell is finished yet. */
const ENOUGH = 0.05;

interface Running {
  cost: number;
  startedAt: number;
  /** Share of the cell done when it started here, and now. */
  from: number;
  share: number;
  imagesPerSecond: number;
}

/** Measures a sweep: feeds on what its cells report, answers how far it is. */
export interface Meter {
  began(key: string, resumedFrom: number): void;
  moved(key: string, progress: RunProgress): void;
  /** The cell left its worker; `finished` makes it a measurement. */
  stopped(key: string, finished: boolean): void;
  /** The cell ended for good. */
  ended(key: string): void;
  read(workers: number): SweepProgress;
}

/** Share of an epoch that goes to training; the rest is evaluation. A guess, corrected at every epoch's end. */
const TRAINING = 0.85;

/** Share of a run that is done, 0..1. */
export function shareOf({ phase, epoch, epochs, step, steps }: RunProgress): number {
  const within = steps > 0 ? step / steps : 0;
  const ofEpoch = phase === 'training' ? TRAINING * within : TRAINING + (1 - TRAINING) * within;
  return Math.min(1, (epoch - 1 + ofEpoch) / epochs);
}

/** A meter of the given cells. The stopwatch should be held while the sweep is paused. */
export function createMeter(cells: ReadonlyMap<string, Recipe>, watch: Stopwatch): Meter {
  const open = new Map(
    [...cells].map(([key, recipe]) => [key, { cost: costOf(recipe), epochs: recipe.epochs }]),
  );
  const running = new Map<string, Running>();
  const measured: Measurement[] = [];

  const measure = (run: Running, share: number): Measurement => ({
    cost: run.cost * (share - run.from),
    seconds: watch.seconds() - run.startedAt,
  });

  return {
    began(key, resumedFrom) {
      const { cost, epochs } = open.get(key)!;
      const from = Math.min(1, resumedFrom / epochs);
      running.set(key, { cost, startedAt: watch.seconds(), from, share: from, imagesPerSecond: 0 });
    },
    moved(key, progress) {
      const run = running.get(key);
      if (!run) return;
      run.share = Math.max(run.share, shareOf(progress));
      if (progress.phase === 'training') run.imagesPerSecond = progress.imagesPerSecond;
    },
    stopped(key, finished) {
      const run = running.get(key);
      if (run && finished && run.from < 1) measured.push(measure(run, 1));
      running.delete(key);
    },
    ended(key) {
      open.delete(key);
    },
    read(workers) {
      const runs = [...running.values()];
      const early = runs
        .filter((run) => run.share - run.from >= ENOUGH)
        .map((run) => measure(run, run.share));
      const left = [...open].map(([key, { cost }]) => cost * (1 - (running.get(key)?.share ?? 0)));
      return {
        cellsDone: cells.size - open.size,
        cells: cells.size,
        imagesPerSecond: runs.reduce((sum, run) => sum + run.imagesPerSecond, 0),
        secondsLeft: secondsLeft(measured.length > 0 ? measured : early, left, workers),
      };
    },
  };
}
