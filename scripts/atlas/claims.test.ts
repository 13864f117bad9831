import { describe, expect, it } from 'vitest';
import type { AtlasRun } from '../../src/core/atlas/atlas';
import { ALL_BITS, type CellPosition, cellsOf } from '../../src/core/precision';
import { CLAIMS } from './claims';
import { longerRuns } from './longer-runs';
import { factsOf, gapOf, type RunFacts, wholeGrid } from './run-facts';
import { RUNS } from './runs';
import { meanAgreement, seedPairs, seedsAgainstMean } from './seeds';

const GRID = cellsOf(ALL_BITS, ALL_BITS);

/** The facts of a run whose cells end at accuracies of that formula, for each of the seeds. */
function factsFrom(
  final: (cell: CellPosition, seed: number) => number,
  { epochs = 10, seeds = [1], cells = GRID as readonly CellPosition[] } = {},
): RunFacts {
  const run: AtlasRun = {
    id: `tfc-${epochs}`,
    terms: { network: 'tfc', inputBits: 1, loss: 'cross-entropy', epochs },
    dataset: 'mnist',
    images: { validation: 10_000, test: 10_000 },
    cells: cells.map((cell) => ({
      ...cell,
      runs: seeds.map((seed) => {
        const test = Array.from({ length: epochs }, (_, i) => final(cell, seed) - 0.01 * (epochs - 1 - i));
        return { seed, validation: test, test };
      }),
    })),
    networks: null,
  };
  return factsOf(run, cells.length) ?? expect.fail('the run is whole');
}

/** As the paper has it: weights matter most, 2 bits nearly suffice, activations help a little at every step. */
const asInPaper = ({ weightBits: w, activationBits: a }: CellPosition) =>
  0.984 - (w === 1 ? 0.0045 : 0.0004 / w) - 0.0001 * (8 - a);

const answers = (facts: RunFacts) =>
  Object.fromEntries(CLAIMS.map((claim) => [claim.title, claim.ask(facts)?.holds]));

const claim = (title: string) => CLAIMS.find((one) => one.title === title) ?? expect.fail(title);

describe('what paper 003 says', () => {
  it('is so of a grid made after it', () => {
    const all = answers(factsFrom(asInPaper));
    expect(Object.keys(all)).toHaveLength(7);
    expect(Object.values(all)).toEqual(Object.values(all).map(() => true));
  });

  it('is not so of the same grid with weights and activations exchanged', () => {
    const turned = factsFrom(({ weightBits, activationBits }) =>
      asInPaper({ weightBits: activationBits, activationBits: weightBits }),
    );
    expect(answers(turned)).toMatchObject({
      '1-bit weights are the worst column': false,
      'Activation bits matter less than weight bits': false,
      'At 4-bit weights all accuracies are in the top half': false,
      'From 2 or 3 bits of weights on the accuracy is flat': true,
    });
  });

  it('has its figures in points', () => {
    const facts = factsFrom(asInPaper);
    expect(claim('1-bit weights are the worst column').ask(facts)?.figures).toEqual([
      '8 of 8',
      '0.43',
      '0.43 (W1 to W2)',
    ]);
    const flat = claim('From 2 or 3 bits of weights on the accuracy is flat').ask(facts)?.figures;
    expect(flat?.slice(0, 2)).toEqual(['0.45', '0.02']);
    expect(claim('Activation bits matter less than weight bits').ask(facts)?.figures).toEqual([
      '0.45',
      '0.07',
      '0.02',
      '0.06',
    ]);
  });

  it('is not flat where 3 bits stay behind by more than 0.3 points', () => {
    const flat = claim('From 2 or 3 bits of weights on the accuracy is flat');
    const behind = (loss: number) => factsFrom(({ weightBits }) => (weightBits <= 3 ? 0.98 - loss : 0.98));
    expect(flat.ask(behind(0.0029))?.holds).toBe(true);
    expect(flat.ask(behind(0.0031))?.holds).toBe(false);
  });

  it('is not asked of a run that lacks the cells of a radar', () => {
    const few = factsFrom(asInPaper, { cells: cellsOf([1, 2, 3, 4], [1, 2, 3, 4]) });
    expect(claim('On the diagonal 2-8 bits are in the top quarter').ask(few)).toBeNull();
  });
});

describe('the whole grid of a run', () => {
  it('is all of it, or that of LFC without the cells of the radars', () => {
    expect(wholeGrid(GRID)).toEqual({ weightBits: ALL_BITS, activationBits: ALL_BITS });
    const lfc = RUNS.find(({ id }) => id === 'lfc-10') ?? expect.fail('lfc-10');
    expect(wholeGrid(lfc.cells)).toEqual({ weightBits: [1, 2, 3, 4, 8], activationBits: [1, 2, 3, 4, 8] });
  });
});

describe('the facts of a run', () => {
  it('are those of its whole seeds, and none before there is one', () => {
    const facts = factsFrom((_, seed) => 0.9 + seed / 100, { seeds: [1, 2] });
    expect(facts.accuracy({ weightBits: 1, activationBits: 1 })).toBeCloseTo(0.915, 12);
    expect(facts.accuracy({ weightBits: 1, activationBits: 1 }, { seeds: [2], epoch: 9 })).toBeCloseTo(
      0.91,
      12,
    );
    const run: AtlasRun = {
      id: 'tfc-1',
      terms: { network: 'tfc', inputBits: 1, loss: 'cross-entropy', epochs: 1 },
      dataset: 'mnist',
      images: { validation: 1, test: 1 },
      cells: cellsOf([1], [1, 2]).map((cell, i) => ({
        ...cell,
        runs: [1, 2].slice(0, 2 - i).map((seed) => ({ seed, validation: [1], test: [1] })),
      })),
      networks: null,
    };
    expect(factsOf(run, 2)?.seeds).toEqual([1]);
    expect(factsOf(run, 3)).toBeNull();
  });
});

describe('longer runs', () => {
  it('are compared at a seed that both have', () => {
    const short = factsFrom(asInPaper, { epochs: 10, seeds: [1, 2] });
    const long = factsFrom((cell) => (asInPaper(cell) + 0.984) / 2, { epochs: 30, seeds: [2] });
    expect(longerRuns([short])).toEqual([]);
    const [longer] = longerRuns([long, short]);
    expect(longer).toMatchObject({ seed: 2, holds: true });
    expect(longer.gaps.map(({ epochs }) => epochs)).toEqual([10, 30]);
    expect(longer.gaps[1].gap).toBeCloseTo(gapOf(short) / 2, 12);
  });
});

describe('the agreement of seeds', () => {
  it('is whole where seeds differ by an offset alone', () => {
    const facts = factsFrom((cell, seed) => asInPaper(cell) - seed / 1000, { seeds: [1, 2, 4] });
    const pairs = seedPairs(facts);
    expect(pairs.map(({ seed, others }) => [seed, ...others])).toEqual([
      [1, 2],
      [1, 4],
      [2, 4],
    ]);
    expect(pairs.map(({ meanAbsoluteError }) => Math.round(1e4 * meanAbsoluteError))).toEqual([10, 30, 20]);
    expect(meanAgreement(pairs).meanAbsoluteError).toBeCloseTo(0.002, 9);
    expect(seedsAgainstMean(facts).map(({ others }) => others)).toEqual([
      [2, 4],
      [1, 4],
      [1, 2],
    ]);
    expect(seedsAgainstMean(factsFrom(asInPaper, { seeds: [1, 2] }))).toEqual([]);
  });

  it('is -1 where the order of the cells turns', () => {
    const facts = factsFrom(
      (cell, seed) => 0.9 + (seed === 1 ? 1 : -1) * (8 * cell.weightBits + cell.activationBits) * 1e-4,
      {
        seeds: [1, 2],
      },
    );
    expect(seedPairs(facts)[0].spearman).toBeCloseTo(-1, 12);
  });
});
