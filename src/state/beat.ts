/**
 * Least milliseconds between two pictures of progress. Faster figures cannot be read, and drawing each report of each
 * worker took a whole core from the training.
 */
export const BEAT_MS = 400;

/** Draws progress at most once per beat, all of it together. */
export interface Beat {
  /** Draws at once if the last beat is long enough ago, else with the next; of one name only the latest is drawn. */
  soon(name: string, draw: () => void): void;
  /** Forgets what waits. */
  stop(): void;
}

/** A beat that has not drawn yet. `now` gives milliseconds. */
export function createBeat(now: () => number = () => performance.now()): Beat {
  const waiting = new Map<string, () => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const draw = () => {
    timer = undefined;
    last = now();
    const draws = [...waiting.values()];
    waiting.clear();
    for (const one of draws) one();
  };
  return {
    soon(name, one) {
      waiting.set(name, one);
      if (timer !== undefined) return;
      const left = last + BEAT_MS - now();
      if (left <= 0) draw();
      else timer = setTimeout(draw, left);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
    },
  };
}
