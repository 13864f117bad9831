import type { Cost } from './folding-model';
import { type PricedStage, undominated } from './priced';

/** A network's stages with their prices, and what they may take together. */
export interface PricedNetwork {
  stages: readonly PricedStage[];
  base: Cost;
  /** In whole units: the rounded sum may reach it. */
  limits: Cost;
}

/** The cheapest choice of one folding per stage, by index; null if none fits; `proven` false if the search gave up. */
export interface Choice {
  picks: readonly number[] | null;
  proven: boolean;
}

/** Slack of the bounds against rounding errors of the sums; what is chosen is checked without it. */
const SLACK = 1e-6;

/** Sum of a choice, added up in the order of the estimate. */
export const sumOf = ({ stages, base }: PricedNetwork, picks: readonly number[]): Cost =>
  base.map((start, r) => picks.reduce((sum, pick, i) => sum + stages[i].costs[pick][r], start));

/** Whether the rounded total is within the limits. */
export const isWithin = (total: Cost, limits: Cost): boolean =>
  total.every((value, r) => Math.round(value) <= limits[r]);

/** Each stage's least possible cost of resource `r` among its first `counts` foldings, summed. */
export const leastSum = ({ stages, base }: PricedNetwork, counts: readonly number[], r: number): number =>
  stages.reduce((sum, stage, i) => sum + stage.leastCosts[r][counts[i] - 1], base[r]);

/** Whether no resource alone rules out the first `counts` foldings. */
export const mayFit = (network: PricedNetwork, counts: readonly number[]): boolean =>
  network.limits.every((limit, r) => leastSum(network, counts, r) < limit + 0.5 + SLACK);

/** Every stage's cheapest of its first `counts` foldings. */
export const cheapestPicks = ({ stages }: PricedNetwork, counts: readonly number[]): number[] =>
  stages.map((stage, i) => stage.leastShare[counts[i] - 1]);

/**
 * The cheapest choice within the limits, stage i among its first `counts[i]` foldings. Without limits the stages would
 * be separable: if every stage's own cheapest folding fits, that is the answer. Otherwise branch and bound over the
 * undominated foldings, pruned by what the remaining stages take at least, of each resource and in price.
 * `budget`: nodes after which it gives up.
 */
export function choose(network: PricedNetwork, counts: readonly number[], budget: number): Choice {
  const cheapest = cheapestPicks(network, counts);
  if (isWithin(sumOf(network, cheapest), network.limits)) return { picks: cheapest, proven: true };
  return mayFit(network, counts) ? branchAndBound(network, counts, budget) : { picks: null, proven: true };
}

function branchAndBound(network: PricedNetwork, counts: readonly number[], budget: number): Choice {
  const { stages, base, limits } = network;
  const candidates = stages.map((stage, i) => undominated(stage, counts[i]));
  const rest = remaining(network, counts);
  const picks = stages.map(() => 0);
  let best: number[] | null = null;
  let bestShare = Number.POSITIVE_INFINITY;
  let nodes = 0;

  const visit = (i: number, sum: Cost, share: number): void => {
    if (i === stages.length) {
      if (!isWithin(sumOf(network, picks), limits)) return;
      best = [...picks];
      bestShare = share;
      return;
    }
    const { costs, shares } = stages[i];
    for (const k of candidates[i]) {
      if (share + shares[k] + rest.share[i + 1] >= bestShare || nodes++ > budget) return;
      const next = sum.map((value, r) => value + costs[k][r]);
      if (!next.every((value, r) => value + rest.costs[i + 1][r] < limits[r] + 0.5 + SLACK)) continue;
      picks[i] = k;
      visit(i + 1, next, share + shares[k]);
    }
  };
  visit(0, base, 0);
  return { picks: best, proven: nodes <= budget };
}

/** What stages i, i + 1, ... take at least: of each resource, and in price. */
function remaining({ stages, base }: PricedNetwork, counts: readonly number[]) {
  const share = [...stages.map(() => 0), 0];
  const costs: number[][] = [...stages.map(() => []), base.map(() => 0)];
  for (let i = stages.length - 1; i >= 0; i--) {
    const { shares, leastShare, leastCosts } = stages[i];
    share[i] = share[i + 1] + shares[leastShare[counts[i] - 1]];
    costs[i] = costs[i + 1].map((sum, r) => sum + leastCosts[r][counts[i] - 1]);
  }
  return { share, costs };
}
