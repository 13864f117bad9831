import { describe, expect, it } from 'vitest';
import { fastest, type Searched } from './fastest';
import type { Levels } from './levels';
import { pricedNetwork } from './testing';

/** Two equal stages of three foldings. Two of the fastest exceed the first limit, a mix of the first two just fits. */
const COSTS = [
  [9, 1],
  [1, 9],
  [3, 3],
];

function searched(limits: number[]): Searched {
  const stage = { pes: 3, simds: 1, costs: COSTS, joint: null };
  const { network, level, stages } = pricedNetwork([stage, stage], limits, [1, 2], [0, 0]);
  const counts = [1, 2, 3].map((count) => [count, count]);
  const at = (interval: number) => ({ ...level, counts: counts[interval] });
  return {
    network,
    space: { stages, intervals: [1, 2, 3], counts, size: 9 },
    levels: { exact: at, least: at, most: [0, 0], steady: true },
  };
}

it.each([
  ['all fit', [18, 18], { interval: 0, bound: 0, picks: [0, 0] }],
  ['a mix fits', [10, 10], { interval: 1, bound: 1 }],
  ['the slowest fits', [6, 6], { interval: 2, bound: 2, picks: [2, 2] }],
  ['nothing fits', [5, 5], { interval: -1, picks: null }],
])('takes the smallest II in reach: %s', (_, limits, expected) => {
  expect(fastest(searched(limits))).toMatchObject(expected);
});

it('states a bound below its answer when the search gives up', () => {
  expect(fastest(searched([10, 10]), 0)).toEqual({ interval: 2, bound: 1, picks: [2, 2], cheapest: true });
});

describe('where what stands between the stages depends on the II', () => {
  /** Costs of 4 at every II but the one named. */
  function sized(limits: number[], free: number): Searched {
    const base = searched(limits);
    const joint = (cost: number) => [
      null,
      [new Float64Array(3).fill(cost), new Float64Array(3), new Float64Array(3)],
    ];
    const levels: Levels = {
      exact: (k) => ({ ...base.levels.exact(k), joints: joint(k === free ? 0 : 4) }),
      least: (k) => ({ ...base.levels.exact(k), joints: joint(0) }),
      most: [4, 0],
      steady: false,
    };
    return { ...base, levels };
  }

  it('takes the smallest II at which it fits, though none between fits', () => {
    expect(fastest(sized([10, 10], 1))).toMatchObject({ interval: 1, bound: 1 });
    expect(fastest(sized([10, 10], 2))).toMatchObject({ interval: 2, bound: 2, picks: [2, 2] });
  });

  it('takes no folding that is sized for an II that it does not have', () => {
    // Sized for the third II, [1, 1] would fit; but it has the second, so that is what it is sized for.
    expect(fastest(sized([3, 30], 2))).toMatchObject({ interval: -1, picks: null, bound: 3 });
  });
});
