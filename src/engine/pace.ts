import { breathe } from './breathe';
import type { RunOptions, RunProgress } from './run-options';

/** Milliseconds between two progress reports. */
const REPORT_INTERVAL = 100;

/** Seconds of work, pauses left out. */
export interface Clock {
  seconds(): number;
  /** Leaves the time that `wait` takes out. */
  leaveOut(wait: () => Promise<void>): Promise<void>;
}

export function createClock(before: number): Clock {
  const start = performance.now();
  let paused = 0;
  return {
    seconds: () => before + (performance.now() - start - paused) / 1000,
    async leaveOut(wait) {
      const from = performance.now();
      await wait();
      paused += performance.now() - from;
    },
  };
}

/** Reports progress now and then, and gives pause and cancel their chance. */
export interface Pace {
  report(progress: () => RunProgress): Promise<void>;
  /** A stopwatch of working time, in seconds. */
  measure(): () => number;
}

export function createPace({ onProgress, signal, gate }: RunOptions, clock: Clock): Pace {
  let next = 0;
  return {
    measure() {
      const start = clock.seconds();
      return () => Math.max(clock.seconds() - start, 1e-6);
    },
    async report(progress) {
      const now = performance.now();
      const { step, steps } = progress();
      if (now < next && step < steps) return;
      onProgress?.(progress());
      await breathe();
      signal?.throwIfAborted();
      if (gate) await clock.leaveOut(gate);
      signal?.throwIfAborted();
      next = performance.now() + REPORT_INTERVAL;
    },
  };
}
