import { type Choice, choose } from './choose';
import type { FoldingSpace } from './folding-space';
import type { Levels } from './levels';
import { mayFit, mayFitAlone, priceOf } from './limited';
import type { Level, PricedNetwork } from './priced';

/** Choices of one level that are looked at: far more than any preset needs, a fraction of a second. */
export const BUDGET = 1_000_000;

/** The fastest choice of foldings. */
export interface Fastest {
  /** Place in `space.intervals` of the slowest stage's cycles; -1 if nothing fits. */
  interval: number;
  picks: readonly number[] | null;
  /** Place of the smallest interval that is not proven out of reach: `interval` when the answer is optimal. */
  bound: number;
  /** Whether nothing as fast is cheaper. */
  cheapest: boolean;
}

/** What is searched. */
export interface Searched {
  network: PricedNetwork;
  space: FoldingSpace;
  levels: Levels;
}

/**
 * The smallest II within the limits and, of the foldings that reach it, the cheapest. First two lower bounds: no resource
 * alone, taken at its least, rules the II out, first stage by stage, then with what stands between them. What passes at
 * one II passes at every larger one, so both are searched by halving. From there up the exact test: likewise, or II by II
 * where what stands between the stages depends on the II, so that what fits at one need not fit at the next.
 */
export function fastest(searched: Searched, budget = BUDGET): Fastest {
  const { network, space, levels } = searched;
  const end = space.intervals.length;
  const alone = firstThat(0, end, (k) => mayFitAlone(network, levels.least(k)));
  const first = firstNear(alone, end, (k) => mayFit(network, levels.least(k)));
  let bound = first;
  let found: Choice = { picks: null, proven: false };
  const fits = (k: number): boolean => {
    const choice = bestAt(searched, k, budget);
    if (choice.picks !== null) found = choice;
    else if (choice.proven && (levels.steady || k === bound)) bound = Math.max(bound, k + 1);
    return choice.picks !== null;
  };
  const interval = (levels.steady ? firstNear : firstOf)(first, end, fits);
  return interval < end
    ? { interval, picks: found.picks, bound: Math.min(bound, interval), cheapest: found.proven }
    : { interval: -1, picks: null, bound, cheapest: false };
}

/** The cheapest choice within the limits that has just this II, or at most this II where that makes no difference. */
export function bestAt({ network, space, levels }: Searched, interval: number, budget = BUDGET): Choice {
  const level = levels.exact(interval);
  const choice = choose(network, level, budget);
  if (levels.steady || choice.picks === null || isJust(space, interval, choice.picks)) return choice;
  return cheapestOf(
    network,
    pinnedLevels(space, level, interval).map((pinned) => ({ pinned, ...choose(network, pinned, budget) })),
  );
}

/** Whether the slowest stage of the picks has just this II. */
const isJust = ({ stages, intervals }: FoldingSpace, interval: number, picks: readonly number[]): boolean =>
  picks.some((pick, i) => stages[i].cycles[pick] === intervals[interval]);

/** The level, once per stage that can have just this II, with this stage having it. */
function pinnedLevels({ stages, intervals }: FoldingSpace, level: Level, interval: number): Level[] {
  return stages.flatMap(({ cycles }, i) => {
    const first = cycles.indexOf(intervals[interval]);
    return first < 0 ? [] : [{ ...level, from: level.from.map((from, j) => (j === i ? first : from)) }];
  });
}

/** The cheapest of some choices; proven if all are. */
function cheapestOf(network: PricedNetwork, choices: readonly (Choice & { pinned: Level })[]): Choice {
  const found = choices.flatMap(({ picks, pinned }) =>
    picks === null ? [] : [{ picks, price: priceOf(network, pinned, picks) }],
  );
  const best = found.sort((a, b) => a.price - b.price)[0];
  return { picks: best?.picks ?? null, proven: choices.every(({ proven }) => proven) };
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

/** As `firstThat`, with the fewest tests where the answer is near `from`. */
function firstNear(from: number, end: number, test: (k: number) => boolean): number {
  let low = from;
  let reach = from;
  for (let step = 1; reach < end && !test(reach); step *= 2) {
    low = reach + 1;
    reach = Math.min(end, reach + step);
  }
  return firstThat(low, reach, test);
}

/** The smallest k in [from, end) that passes a test; `end` if none does. */
function firstOf(from: number, end: number, test: (k: number) => boolean): number {
  for (let k = from; k < end; k++) if (test(k)) return k;
  return Math.max(from, end);
}
