import type { Choice } from './choose';
import { type Least, leastOf } from './least';
import { isWithin, priceOf, sumOf } from './limited';
import type { CostTable, Level, PricedNetwork } from './priced';

/** A choice of foldings for the first stages: what it takes of each scarce resource, its price, its last folding. */
interface Label {
  sum: readonly number[];
  /** -1 before the first stage. */
  pick: number;
  before: Label | null;
}

/**
 * The cheapest choice within the limits: the choices for the first stages are extended stage by stage, without those that
 * cannot be completed within the limits and those that another one beats or equals in every scarce resource and in price
 * at the same PE. `budget`: extensions after which it gives up.
 */
export function labelSearch(network: PricedNetwork, level: Level, budget: number): Choice {
  const { stages, base, limits, scarce } = network;
  const columns = [...scarce.map(({ column }) => column), base.length];
  const least = scarce.map(({ column }) => leastOf(network, level, column));
  let left = budget;
  /** The sum with a row added; null if it cannot be completed within the bounds, by what is least behind it. */
  const extended = (
    sum: readonly number[],
    table: CostTable | null,
    row: number,
    rest: (of: Least) => number,
  ) => {
    left--;
    const next = table === null ? sum : sum.map((value, c) => value + table[columns[c]][row]);
    return scarce.every(({ bound }, c) => next[c] + rest(least[c]) < bound) ? next : null;
  };
  let heads: Label[][] = [[{ sum: columns.map((c) => base[c] ?? 0), pick: -1, before: null }]];
  for (let i = 0; i < stages.length; i++) {
    const { costs, pes, simds, peAt, simdAt } = stages[i];
    const entered = lists(simds);
    heads.forEach((labels, pe) => {
      for (const label of labels) {
        for (let s = 0; s < simds && left > 0; s++) {
          const sum = extended(label.sum, level.joints[i], pe * simds + s, ({ from }) => from[i][s]);
          if (sum) keep(entered[s], { ...label, sum });
        }
      }
    });
    const last = i === stages.length - 1;
    heads = lists(last ? 1 : pes);
    for (let k = level.from[i]; k < level.counts[i]; k++) {
      const pe = peAt[k];
      for (const before of entered[simdAt[k]]) {
        if (left <= 0) return { picks: null, proven: false };
        const sum = extended(before.sum, costs, k, ({ behind }) => behind[i][pe]);
        if (sum) keep(heads[last ? 0 : pe], { sum, pick: k, before });
      }
    }
  }
  const choices = heads[0].map(picksOf).filter((picks) => isWithin(sumOf(network, level, picks), limits));
  const prices = choices.map((picks) => priceOf(network, level, picks));
  return { picks: choices[prices.indexOf(Math.min(...prices))] ?? null, proven: left > 0 };
}

const lists = (count: number): Label[][] => Array.from({ length: count }, () => []);

/** Adds a label to those of its place unless one of them beats or equals it in everything; drops those it beats. */
function keep(labels: Label[], label: Label): void {
  for (const other of labels) if (isNoWorse(other, label)) return;
  let kept = 0;
  for (const other of labels) if (!isNoWorse(label, other)) labels[kept++] = other;
  labels.length = kept;
  labels.push(label);
}

function isNoWorse({ sum: a }: Label, { sum: b }: Label): boolean {
  for (let r = 0; r < a.length; r++) if (a[r] > b[r]) return false;
  return true;
}

function picksOf(label: Label): number[] {
  const picks: number[] = [];
  for (let at: Label | null = label; at && at.pick >= 0; at = at.before) picks.unshift(at.pick);
  return picks;
}
