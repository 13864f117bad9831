import type { Folding } from '../estimate';
import type { Cost, StageCost } from './folding-model';
import type { StageFoldings } from './folding-space';

/**
 * The foldings of one stage with their prices. `share`: sum over resources of cost x weight, the price that is made
 * least. The `least...` arrays look at the first k + 1 foldings, the k + 1 fastest.
 */
export interface PricedStage {
  foldings: readonly Folding[];
  costs: readonly Cost[];
  shares: readonly number[];
  /** Index of the lowest share. */
  leastShare: readonly number[];
  /** leastCosts[r][k]: lowest cost of resource r. */
  leastCosts: readonly (readonly number[])[];
}

/** Prices all foldings of a stage. `weights`: price of one unit of each resource. */
export function priceStage(
  { foldings }: StageFoldings,
  cost: StageCost,
  weights: readonly number[],
): PricedStage {
  const costs = foldings.map(cost);
  const shares: number[] = [];
  const leastShare: number[] = [];
  let cheapest = 0;
  costs.forEach((at, k) => {
    let share = 0;
    for (let r = 0; r < weights.length; r++) share += at[r] * weights[r];
    shares.push(share);
    if (share < shares[cheapest]) cheapest = k;
    leastShare.push(cheapest);
  });
  const leastCosts = weights.map((_, r) => runningLeast(costs, r));
  return { foldings, costs, shares, leastShare, leastCosts };
}

/** Lowest cost of resource `r` among the first k + 1, for every k. */
function runningLeast(costs: readonly Cost[], r: number): number[] {
  const least: number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const cost of costs) {
    if (cost[r] < lowest) lowest = cost[r];
    least.push(lowest);
  }
  return least;
}

/** Indices of the first `count` foldings that no other one beats or equals in every resource, lowest share first. */
export function undominated({ costs, shares }: PricedStage, count: number): number[] {
  const order = Array.from({ length: count }, (_, k) => k).sort((a, b) => shares[a] - shares[b] || a - b);
  const kept: number[] = [];
  for (const k of order) {
    if (!kept.some((other) => costs[other].every((cost, r) => cost <= costs[k][r]))) kept.push(k);
  }
  return kept;
}
