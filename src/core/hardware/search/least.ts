import type { Level, PricedNetwork } from './priced';

/** What the rest of a network takes at least, by one column of the tables. */
export interface Least {
  /** behind[i][pe]: the joints and stages after stage i, if it has that PE. */
  behind: readonly Float64Array[];
  /** from[i][simd]: stage i, if it has that SIMD, and all after it. */
  from: readonly Float64Array[];
  /** The whole network, base included. */
  total: number;
}

/** The least sum of a column from the end to the start of the stages: a shortest path through their SIMDs and PEs. */
export function leastOf({ stages, base }: PricedNetwork, level: Level, column: number): Least {
  const behind: Float64Array[] = [];
  const from: Float64Array[] = [];
  let after: Float64Array = new Float64Array(stages[stages.length - 1].pes);
  for (let i = stages.length - 1; i >= 0; i--) {
    const { costs, peAt, simdAt, simds } = stages[i];
    const cost = costs[column];
    const own = new Float64Array(simds).fill(Number.POSITIVE_INFINITY);
    for (let k = level.from[i]; k < level.counts[i]; k++) {
      const sum = cost[k] + after[peAt[k]];
      if (sum < own[simdAt[k]]) own[simdAt[k]] = sum;
    }
    behind[i] = after;
    from[i] = own;
    after = leastBefore(own, level.joints[i]?.[column] ?? null, i > 0 ? stages[i - 1].pes : 1);
  }
  return { behind, from, total: after[0] + (base[column] ?? 0) };
}

/** Per PE before a stage: the least over its SIMDs of joint and rest. */
function leastBefore(own: Float64Array, joint: Float64Array | null, pes: number): Float64Array {
  const before = new Float64Array(pes);
  const simds = own.length;
  for (let pe = 0; pe < pes; pe++) {
    let least = Number.POSITIVE_INFINITY;
    for (let simd = 0, at = pe * simds; simd < simds; simd++, at++) {
      const sum = joint === null ? own[simd] : joint[at] + own[simd];
      if (sum < least) least = sum;
    }
    before[pe] = least;
  }
  return before;
}
