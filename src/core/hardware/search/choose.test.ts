import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cheapestPicks, choose, isWithin, type PricedNetwork, sumOf } from './choose';
import { priceStage } from './priced';

const FOLDING = { pe: 1, simd: 1, mw: 1, mh: 1 };
const cost = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 });
const stage = fc.array(cost, { minLength: 1, maxLength: 6 });

/** Networks of stages with made-up costs, limits of the size of their sums. */
const networks = fc
  .record({
    stages: fc.array(stage, { minLength: 1, maxLength: 4 }),
    limits: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 }),
  })
  .map(
    ({ stages, limits }): PricedNetwork => ({
      stages: stages.map((costs) => {
        let next = 0;
        const foldings = costs.map(() => FOLDING);
        return priceStage({ name: '', foldings, cycles: [] }, () => costs[next++], [1, 2, 3]);
      }),
      base: [0.4, 0, 0],
      limits,
    }),
  );

const shareOf = ({ stages }: PricedNetwork, picks: readonly number[]): number =>
  picks.reduce((sum, pick, i) => sum + stages[i].shares[pick], 0);

/** The lowest share of all choices within the limits, Infinity if there is none. */
function bruteForce(network: PricedNetwork): number {
  const all = network.stages.reduce<number[][]>(
    (heads, { costs }) => heads.flatMap((head) => costs.map((_, k) => [...head, k])),
    [[]],
  );
  const fitting = all.filter((picks) => isWithin(sumOf(network, picks), network.limits));
  return Math.min(...fitting.map((picks) => shareOf(network, picks)));
}

it('finds the cheapest choice within the limits, or proves that there is none', () => {
  const seen = { separable: 0, searched: 0, none: 0 };
  fc.assert(
    fc.property(networks, (network) => {
      const counts = network.stages.map(({ costs }) => costs.length);
      const { picks, proven } = choose(network, counts, 1e6);
      expect(proven).toBe(true);
      expect(picks === null ? Number.POSITIVE_INFINITY : shareOf(network, picks)).toBe(bruteForce(network));
      if (picks) expect(isWithin(sumOf(network, picks), network.limits)).toBe(true);
      const cheapest = cheapestPicks(network, counts);
      if (picks === null) seen.none++;
      else if (shareOf(network, picks) === shareOf(network, cheapest)) seen.separable++;
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
  const stage = () => {
    let next = 0;
    return priceStage(
      { name: '', foldings: costs.map(() => FOLDING), cycles: [] },
      () => costs[next++],
      [1, 2, 3],
    );
  };
  const network = { stages: [stage(), stage()], base: [0, 0, 0], limits: [10, 10, 0] };
  expect(choose(network, [2, 2], 0)).toEqual({ picks: null, proven: false });
  const { picks, proven } = choose(network, [2, 2], 100);
  expect([proven, picks && sumOf(network, picks)]).toEqual([true, [10, 10, 0]]);
});
