import type { Folding, ResourceName } from '../estimate';
import type { Cost, StageCost } from './folding-model';
import type { StageFoldings } from './folding-space';

/**
 * A table of costs: a column per resource and a last one with the price, the sum over the resources of cost x weight.
 */
export type CostTable = readonly Float64Array[];

/** The foldings of one stage with their prices. */
export interface PricedStage {
  foldings: readonly Folding[];
  pes: number;
  simds: number;
  /** Places of a folding's PE and SIMD. */
  peAt: Uint16Array;
  simdAt: Uint16Array;
  /** One row per folding, fewest cycles first. */
  costs: CostTable;
}

/** The stages of a network with their prices, and what they may take together. */
export interface PricedNetwork {
  stages: readonly PricedStage[];
  /** The columns of all tables but the last. */
  resources: readonly ResourceName[];
  base: Cost;
  /** In whole units: the rounded sum may reach it. */
  limits: Cost;
  /** The resources of which some folding may take more than its limit. */
  scarce: readonly Scarce[];
}

/** A resource of which some folding may take more than its limit. */
export interface Scarce {
  column: number;
  /** What the unrounded sum must stay below to be within the limit when rounded. */
  bound: number;
  /** least[i][k]: the least of the foldings of stage i up to k. */
  least: readonly Float64Array[];
}

/** Foldings that compete: of stage i those from `from[i]` to `counts[i]`, and what stands between them. */
export interface Level {
  from: readonly number[];
  counts: readonly number[];
  /** What stands before stage i: row PE before x number of SIMDs + SIMD, one PE before the first; null: nothing. */
  joints: readonly (CostTable | null)[];
}

/** Prices all foldings of a stage. `weights`: price of one unit of each resource. */
export function priceStage(stage: StageFoldings, cost: StageCost, weights: readonly number[]): PricedStage {
  const { foldings, pes, simds, peAt, simdAt } = stage;
  const costs = costTable(foldings.length, weights, (k) => cost(foldings[k]));
  return { foldings, pes: pes.length, simds: simds.length, peAt, simdAt, costs };
}

/** A table of `rows` costs and their prices. */
export function costTable(rows: number, weights: readonly number[], cost: (row: number) => Cost): CostTable {
  const table = [...weights, 0].map(() => new Float64Array(rows));
  const prices = table[weights.length];
  for (let row = 0; row < rows; row++) {
    const at = cost(row);
    for (let r = 0; r < weights.length; r++) {
      table[r][row] = at[r];
      prices[row] += at[r] * weights[r];
    }
  }
  return table;
}

/** Slack of the bounds against rounding errors of the sums; what is chosen is checked without it. */
const SLACK = 1e-6;

/**
 * The resources of which the stages together can take more than the limit. `around`: the most that what stands between
 * them takes, by resource.
 */
export function scarceOf(stages: readonly PricedStage[], base: Cost, limits: Cost, around: Cost): Scarce[] {
  return limits.flatMap((limit, column) => {
    const most = stages.reduce(
      (sum, { costs }) => sum + largest(costs[column]),
      base[column] + around[column],
    );
    if (Math.round(most) <= limit) return [];
    const least = stages.map(({ costs }) => runningLeast(costs[column]));
    return [{ column, bound: limit + 0.5 + SLACK, least }];
  });
}

/** The largest of a column; 0 if none is larger. */
export function largest(column: Float64Array): number {
  let most = 0;
  for (let row = 0; row < column.length; row++) if (column[row] > most) most = column[row];
  return most;
}

function runningLeast(column: Float64Array): Float64Array {
  const least = new Float64Array(column.length);
  let lowest = Number.POSITIVE_INFINITY;
  for (let row = 0; row < column.length; row++) {
    if (column[row] < lowest) lowest = column[row];
    least[row] = lowest;
  }
  return least;
}
