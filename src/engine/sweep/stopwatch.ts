/** Counts seconds, but not those while it is held. */
export interface Stopwatch {
  seconds(): number;
  hold(): void;
  go(): void;
}

/** A held stopwatch at 0 s. `now` gives milliseconds. */
export function createStopwatch(now: () => number): Stopwatch {
  let counted = 0;
  let since: number | undefined;
  const running = () => (since === undefined ? 0 : now() - since);
  return {
    seconds: () => (counted + running()) / 1000,
    hold() {
      counted += running();
      since = undefined;
    },
    go() {
      since ??= now();
    },
  };
}
