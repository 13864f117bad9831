import { labelSearch } from './labels';
import { leastOf } from './least';
import { isWithin, mayFit, sumOf } from './limited';
import type { Level, PricedNetwork } from './priced';

/** The cheapest choice of one folding per stage, by index; null if none fits; `proven` false if the search gave up. */
export interface Choice {
  picks: readonly number[] | null;
  proven: boolean;
}

/** The choice of the lowest price, whether it fits or not. */
export function cheapestPicks(network: PricedNetwork, level: Level): number[] {
  const { stages, base } = network;
  const price = base.length;
  const { behind, from } = leastOf(network, level, price);
  let pe = 0;
  return stages.map(({ costs, peAt, simdAt, simds }, i) => {
    const joint = level.joints[i]?.[price];
    const reached = (s: number): number => (joint?.[pe * simds + s] ?? 0) + from[i][s];
    let simd = 0;
    for (let s = 1; s < simds; s++) if (reached(s) < reached(simd)) simd = s;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = level.from[i]; k < level.counts[i]; k++) {
      const sum = costs[price][k] + behind[i][peAt[k]];
      if (simdAt[k] === simd && sum < least) [best, least] = [k, sum];
    }
    pe = peAt[best];
    return best;
  });
}

/**
 * The cheapest choice within the limits. Without limits it is a shortest path through the SIMDs and PEs of the stages: if
 * that one fits, it is the answer. Otherwise `labelSearch` decides within its `budget`.
 */
export function choose(network: PricedNetwork, level: Level, budget: number): Choice {
  if (!mayFit(network, level)) return { picks: null, proven: true };
  const cheapest = cheapestPicks(network, level);
  if (isWithin(sumOf(network, level, cheapest), network.limits)) return { picks: cheapest, proven: true };
  return labelSearch(network, level, budget);
}
