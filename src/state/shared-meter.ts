import type { RunProgress } from '../engine/run-options';
import { createStopwatch } from '../engine/sweep/stopwatch';
import type { SharedProgress } from './session-slice';

/** Share of the time that goes to training; the rest measures the cells. A guess: it differs by network. */
const TRAINING = 0.8;
/** Share from which on the time left can be told, and the factors around it. */
const ENOUGH = 0.03;
const RANGE = { low: 0.85, high: 1.25 } as const;

/** Measures a shared-weight training; to be held while it is paused. */
export interface SharedMeter {
  read(progress: RunProgress): Omit<SharedProgress, 'engine'>;
  hold(): void;
  go(): void;
}

/** Share of a shared-weight training that is done, 0..1. */
export function sharedShare({ phase, epoch, epochs, step, steps }: RunProgress): number {
  const within = steps > 0 ? step / steps : 0;
  return phase === 'training'
    ? (TRAINING * (epoch - 1 + within)) / epochs
    : TRAINING + (1 - TRAINING) * within;
}

/** A meter that starts to count now. `now` gives milliseconds. */
export function createSharedMeter(now: () => number = () => performance.now()): SharedMeter {
  const watch = createStopwatch(now);
  watch.go();
  let first: { share: number; seconds: number } | undefined;
  return {
    read(progress) {
      const share = sharedShare(progress);
      const seconds = watch.seconds();
      // What comes before the first step, such as opening the engine, says nothing of the steps.
      first ??= { share, seconds };
      const done = share - first.share;
      const left = done < ENOUGH ? null : ((seconds - first.seconds) * (1 - share)) / done;
      return {
        share,
        imagesPerSecond: progress.phase === 'training' ? progress.imagesPerSecond : 0,
        secondsLeft: left === null ? null : { low: RANGE.low * left, high: RANGE.high * left },
      };
    },
    hold: watch.hold,
    go: watch.go,
  };
}
