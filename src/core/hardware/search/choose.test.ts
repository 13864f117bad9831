import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cheapestPicks, choose } from './choose';
import { isWithin, priceOf, sumOf } from './limited';
import type { Level } from './priced';
import { pricedNetwork } from './testing';

const cost = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 });
const WEIGHTS = [1, 2, 3];

/** A stage of up to two PEs and SIMDs with made-up costs, and the costs of what stands before it. */
const stage = fc.record({
  pes: fc.integer({ min: 1, max: 2 }),
  simds: fc.integer({ min: 1, max: 3 }),
  costs: fc.array(cost, { minLength: 6, maxLength: 6 }),
  joint: fc.option(fc.array(cost, { minLength: 6, maxLength: 6 })),
});

/** Networks of stages, limits of the size of their sums. */
const networks = fc
  .record({
    stages: fc.array(stage, { minLength: 2, maxLength: 4 }),
    perStage: fc.array(fc.integer({ min: 8, max: 30 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ stages, perStage }) => {
    const limits = perStage.map((limit) => limit * stages.length);
    return pricedNetwork(stages, limits, WEIGHTS, [0.4, 0, 0]);
  });

type Made = ReturnType<typeof pricedNetwork>;

/** The lowest price of all choices within the limits, Infinity if there is none. */
function bruteForce({ network, level }: Made): number {
  const all = network.stages.reduce<number[][]>(
    (heads, { foldings }) => heads.flatMap((head) => foldings.map((_, k) => [...head, k])),
    [[]],
  );
  const fitting = all.filter((picks) => isWithin(sumOf(network, level, picks), network.limits));
  return Math.min(...fitting.map((picks) => priceOf(network, level, picks)));
}

it('finds the cheapest choice within the limits, or proves that there is none', () => {
  const seen = { shortest: 0, searched: 0, none: 0 };
  fc.assert(
    fc.property(networks, (made) => {
      const { network, level } = made;
      const { picks, proven } = choose(network, level, 1e6);
      expect(proven).toBe(true);
      const price = picks === null ? Number.POSITIVE_INFINITY : priceOf(network, level, picks);
      expect(price).toBeCloseTo(bruteForce(made), 9);
      if (picks) expect(isWithin(sumOf(network, level, picks), network.limits)).toBe(true);
      const cheapest = priceOf(network, level, cheapestPicks(network, level));
      if (picks === null) seen.none++;
      else if (Math.abs(price - cheapest) < 1e-9) seen.shortest++;
      else seen.searched++;
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

it('says when it gives up: here the cheapest of each stage do not fit together, mixed ones do', () => {
  const costs = [
    [1, 9, 0],
    [9, 1, 0],
  ];
  const one = { pes: 2, simds: 1, costs, joint: null };
  const { network, level } = pricedNetwork([one, one], [10, 10, 0], WEIGHTS, [0, 0, 0]);
  expect(choose(network, level, 0)).toEqual({ picks: null, proven: false });
  const { picks, proven } = choose(network, level, 100);
  expect([proven, picks && sumOf(network, level, picks)]).toEqual([true, [10, 10, 0]]);
});

it('looks at the foldings of its level only', () => {
  const costs = [[9], [5], [1]];
  const made = pricedNetwork([{ pes: 3, simds: 1, costs, joint: null }], [10], [1], [0]);
  const within = (from: number, count: number): Level => ({ ...made.level, from: [from], counts: [count] });
  expect(choose(made.network, within(0, 2), 10).picks).toEqual([1]);
  expect(choose(made.network, within(0, 1), 10).picks).toEqual([0]);
  expect(choose(made.network, within(2, 3), 10).picks).toEqual([2]);
});
