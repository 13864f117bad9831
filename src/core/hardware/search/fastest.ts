import { type Choice, choose, mayFit, type PricedNetwork } from './choose';
import type { FoldingSpace } from './folding-space';

/** Nodes of one branch and bound: far more than any preset needs, a fraction of a second. */
export const NODE_BUDGET = 1_000_000;

/** The fastest choice of foldings. */
export interface Fastest {
  /** Place in `space.intervals` of the slowest stage's cycles at most; -1 if nothing fits. */
  interval: number;
  picks: readonly number[] | null;
  /** Place of the smallest interval that is not proven out of reach: `interval` when the answer is optimal. */
  bound: number;
  /** Whether nothing as fast is cheaper. */
  cheapest: boolean;
}

/**
 * The smallest II within the limits and, of the foldings that reach it, the cheapest. What is in reach stays in reach at
 * a larger II, so both tests are bisected: first the quick necessary one (no resource alone rules the II out), which
 * gives a lower bound, then the exact one from there up.
 */
export function fastest(network: PricedNetwork, space: FoldingSpace, budget = NODE_BUDGET): Fastest {
  const { counts } = space;
  const end = counts.length;
  const first = firstThat(0, end, (k) => mayFit(network, counts[k]));
  let bound = first;
  let found: Choice = { picks: null, proven: false };
  const fits = (k: number): boolean => {
    const choice = choose(network, counts[k], budget);
    if (choice.picks !== null) found = choice;
    else if (choice.proven) bound = Math.max(bound, k + 1);
    return choice.picks !== null;
  };
  const interval = first < end && fits(first) ? first : firstThat(first + 1, end, fits);
  return interval < end
    ? { interval, picks: found.picks, bound: Math.min(bound, interval), cheapest: found.proven }
    : { interval: -1, picks: null, bound, cheapest: false };
}

/** The smallest k in [from, end) that passes a test that stays true once it is true; `end` if none does. */
function firstThat(from: number, end: number, test: (k: number) => boolean): number {
  let low = from;
  let high = Math.max(from, end);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
