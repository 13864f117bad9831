import type { CompressionStep } from '../../core/compress/plan';
import { type Measurement, secondsLeft } from '../sweep/eta';
import type { SecondsLeft } from '../sweep/events';
import type { Stopwatch } from '../sweep/stopwatch';

/** Epochs that a step without training takes as long as: calibration, rounding, evaluation. A guess, corrected by measuring. */
const WITHOUT_TRAINING = 0.3;

/** Work of a step, in epochs. */
const costOf = (step: CompressionStep): number =>
  'epochs' in step && step.epochs > 0 ? step.epochs : WITHOUT_TRAINING;

/** Measures the run of a pipeline. */
export interface PlanMeter {
  /** The step of a key begins. */
  began(key: string): void;
  /** Share of it that is done, 0..1. */
  moved(share: number): void;
  /** The step of a key is done, found in the store, or left out. */
  ended(key: string): void;
  read(): { share: number; secondsLeft: SecondsLeft | null };
}

/** A running step is a measurement once this share of it is done. */
const ENOUGH = 0.05;

/** A meter of the steps that are to be run, by key; the stopwatch should be held while the run is paused. */
export function createPlanMeter(steps: ReadonlyMap<string, CompressionStep>, watch: Stopwatch): PlanMeter {
  const left = new Map([...steps].map(([key, step]) => [key, costOf(step)]));
  const all = [...left.values()].reduce((sum, cost) => sum + cost, 0);
  const measured: Measurement[] = [];
  let running: { key: string; since: number; share: number } | null = null;
  const measure = (key: string, since: number, share: number): Measurement => ({
    cost: (left.get(key) ?? 0) * share,
    seconds: watch.seconds() - since,
  });
  return {
    began(key) {
      running = { key, since: watch.seconds(), share: 0 };
    },
    moved(share) {
      if (running) running.share = Math.max(running.share, share);
    },
    ended(key) {
      if (running?.key === key) measured.push(measure(key, running.since, 1));
      if (running?.key === key) running = null;
      left.delete(key);
    },
    read() {
      const now = running;
      const rest = [...left].map(([key, cost]) => cost * (1 - (now?.key === key ? now.share : 0)));
      const early = now && now.share >= ENOUGH ? [measure(now.key, now.since, now.share)] : [];
      const sum = rest.reduce((total, cost) => total + cost, 0);
      const known = measured.length > 0 ? measured : early;
      return { share: all === 0 ? 1 : 1 - sum / all, secondsLeft: secondsLeft(known, [sum], 1) };
    },
  };
}
