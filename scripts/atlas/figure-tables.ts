import { ALL_BITS, cellName } from '../../src/core/precision';
import { accuracyInterval } from '../../src/core/space/interval';
import { longerRuns } from './longer-runs';
import { markdownTable, percent, points, yesOrNo } from './markdown';
import { type Axis, alongAxis, gapOf, type RunFacts } from './run-facts';
import { type Agreement, meanAgreement, type SeedAgreement, seedPairs, seedsAgainstMean } from './seeds';
import { TARGETS } from './targets';

/** Epochs whose gaps are shown, as far as a run goes. */
const EPOCHS = [1, 2, 5, 10, 20, 30];

/** Networks with runs of several lengths. */
export const longerTable = (all: readonly RunFacts[]): string => {
  const rows = longerRuns(all).map(({ network, seed, gaps, holds }) => [
    network,
    `${seed}`,
    gaps.map(({ epochs, gap }) => `${points(gap)} after ${epochs}`).join(', '),
    yesOrNo(holds),
  ]);
  return rows.length > 0
    ? markdownTable(['network', 'seed', 'points apart after epochs', 'so here'], rows)
    : 'The atlas has no network with two whole runs yet.';
};

/** How far the best and the worst cell are apart along each run. */
export const gapTable = (all: readonly RunFacts[]): string =>
  markdownTable(
    ['run', ...EPOCHS.map((epoch) => `after ${epoch}`)],
    all.map((facts) => [
      facts.id,
      ...EPOCHS.map((epoch) => (epoch > facts.epochs ? '' : points(gapOf(facts, { epoch })))),
    ]),
  );

/** Mean error of each width along an axis. */
export const widthTable = (all: readonly RunFacts[], axis: Axis): string =>
  markdownTable(
    ['run', ...ALL_BITS.map((bits) => `${axis === 'weightBits' ? 'W' : 'A'}${bits}`)],
    all.map((facts) => {
      const means = alongAxis(facts, axis);
      const of = (bits: number) => means.find((entry) => entry.bits === bits);
      return [
        facts.id,
        ...ALL_BITS.map((bits) => optional(of(bits), ({ accuracy }) => percent(1 - accuracy))),
      ];
    }),
  );

/** How well the seeds of a run agree. */
export function seedTable(all: readonly RunFacts[]): string {
  const rows = all.flatMap((facts) =>
    [seedPairs(facts), seedsAgainstMean(facts)].flatMap((list) => [
      ...list.map((pair) => agreementRow(facts.id, `${pair.seed} and ${others(pair)}`, pair)),
      ...(list.length > 1 ? [agreementRow(facts.id, 'mean', meanAgreement(list))] : []),
    ]),
  );
  return rows.length > 0
    ? markdownTable(['run', 'seeds', 'Spearman over all cells', 'mean absolute difference, points'], rows)
    : 'No run has two whole seeds yet.';
}

const others = ({ others: seeds }: SeedAgreement): string =>
  seeds.length > 1 ? `the mean of ${seeds.join(', ')}` : `${seeds[0]}`;

const agreementRow = (id: string, name: string, { spearman, meanAbsoluteError }: Agreement): string[] => [
  id,
  name,
  spearman.toFixed(3),
  points(meanAbsoluteError),
];

/** The accuracies that the recipe is meant to reach. */
export const targetTable = (all: readonly RunFacts[]): string => {
  const rows = TARGETS.flatMap((target) => {
    const facts = all.find(({ id }) => id === target.id);
    if (!facts) return [];
    const accuracy = facts.accuracy(target);
    const { low, high } = accuracyInterval(accuracy, facts.images);
    const interval = `${percent(low)} to ${percent(high)}`;
    return [
      [
        target.id,
        cellName(target),
        percent(target.least),
        percent(accuracy),
        interval,
        yesOrNo(accuracy >= target.least),
      ],
    ];
  });
  return rows.length > 0
    ? markdownTable(['run', 'cell', 'wanted', 'reached', '95 % interval', 'so here'], rows)
    : 'Their runs are not whole yet.';
};

const optional = <T>(value: T | undefined, text: (value: T) => string): string =>
  value === undefined ? '' : text(value);
