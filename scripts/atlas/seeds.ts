import { mean } from '../../src/core/space/mean';
import { meanAbsoluteError, spearman } from '../../src/core/space/rank-correlation';
import type { RunFacts } from './run-facts';

/** How well one training of all cells agrees with another, or with the mean of several. */
export interface Agreement {
  spearman: number;
  /** Share 0..1. */
  meanAbsoluteError: number;
}

/** The agreement of a seed with others. */
export interface SeedAgreement extends Agreement {
  seed: number;
  others: readonly number[];
}

function agreementOf({ cells, accuracy }: RunFacts, seed: number, others: readonly number[]): SeedAgreement {
  const of = (seeds: readonly number[]) => cells.map((cell) => accuracy(cell, { seeds }));
  const [own, theirs] = [of([seed]), of(others)];
  return {
    seed,
    others,
    spearman: spearman(own, theirs),
    meanAbsoluteError: meanAbsoluteError(own, theirs),
  };
}

/** Every pair of the run's seeds. */
export const seedPairs = (facts: RunFacts): SeedAgreement[] =>
  facts.seeds.flatMap((seed, i) =>
    facts.seeds.slice(i + 1).map((other) => agreementOf(facts, seed, [other])),
  );

/** Each seed with the mean of the others; nothing with fewer than three. */
export function seedsAgainstMean(facts: RunFacts): SeedAgreement[] {
  const { seeds } = facts;
  if (seeds.length < 3) return [];
  return seeds.map((seed) => {
    const others = seeds.filter((other) => other !== seed);
    return agreementOf(facts, seed, others);
  });
}

/** The mean of several. */
export const meanAgreement = (all: readonly Agreement[]): Agreement => ({
  spearman: mean(all.map((one) => one.spearman)),
  meanAbsoluteError: mean(all.map((one) => one.meanAbsoluteError)),
});
