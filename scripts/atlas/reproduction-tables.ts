import type { AtlasEntry } from '../../src/core/atlas/atlas';
import { cellName } from '../../src/core/precision';
import type { Claim } from './claim';
import { CLAIMS } from './claims';
import { gapTable, longerTable, seedTable, targetTable, widthTable } from './figure-tables';
import { longerRuns } from './longer-runs';
import { markdownTable, percent, points, yesOrNo } from './markdown';
import type { PublishedRun } from './published';
import { factsOf, gapOf, type RunFacts } from './run-facts';

/** The tables of docs/reproduction.md, of what the atlas holds: nothing in them is typed by hand. */
export function reproductionTables(atlas: readonly PublishedRun[]): string {
  const known = atlas.map(({ entry, run }) => ({ entry, facts: factsOf(run, entry.wanted) }));
  const all = known.flatMap(({ facts }) => (facts ? [facts] : []));
  return [
    '## What the atlas holds',
    markdownTable(
      ['run', 'epochs', 'seeds', 'cells', 'best cell', 'worst cell', 'apart, points'],
      known.map(({ entry, facts }) => heldRow(entry, facts)),
    ),
    ...(all.length === 0 ? ['No run is whole yet.'] : findings(all)),
  ].join('\n\n');
}

const findings = (all: readonly RunFacts[]): string[] => [
  '## Side by side',
  verdicts(all),
  differences(all),
  ...CLAIMS.flatMap((claim) => claimSection(claim, all)),
  '### The best and the worst cell come closer with epochs',
  'Paper 003: "the accuracy performance flattens, where absolute difference in accuracy between the best and worst quantization configuration greatly diminishes" (section 3.3, Fig. 5); 0.55 points between 2.07 % and 1.52 % error after the longest training (Table 2).',
  longerTable(all),
  'Within a run the learning rate falls as well, so that its early epochs are not what a shorter run would end with:',
  gapTable(all),
  '## Mean error by weight bits',
  'Paper 003, LFC: after few epochs 3.9 % to 4.7 % with 1 to 3 bits and below 3.7 % with 4 bits or more (section 3.3); after the longest training 1.52 % to 2.07 % over all 64 (Table 2).',
  widthTable(all, 'weightBits'),
  '## Mean error by activation bits',
  widthTable(all, 'activationBits'),
  '## From seed to seed',
  'How well trainings of the same cells agree that differ in the seed alone. What a Spearman correlation lacks to 1 is the order that the seed makes, among cells that are nearly equal.',
  seedTable(all),
  '## Accuracies to be reached',
  targetTable(all),
];

function heldRow(entry: AtlasEntry, facts: RunFacts | null): string[] {
  const seeds = (facts ?? entry).seeds.join(', ');
  const row = [entry.id, `${entry.epochs}`, seeds, `${entry.cells} of ${entry.wanted}`];
  if (!facts) return [...row, 'not whole', '', ''];
  const ordered = facts.cells
    .map((cell) => ({ name: cellName(cell), accuracy: facts.accuracy(cell) }))
    .sort((a, b) => b.accuracy - a.accuracy);
  const ends = [ordered[0], ordered[ordered.length - 1]];
  return [...row, ...ends.map(({ name, accuracy }) => `${name}, ${percent(accuracy)}`), points(gapOf(facts))];
}

/** A row per claim, a column per run. */
const verdicts = (all: readonly RunFacts[]): string =>
  markdownTable(
    ['paper 003', ...all.map(({ id }) => id)],
    [
      ...CLAIMS.map((claim) => [claim.title, ...all.map((facts) => verdict(claim.ask(facts)))]),
      [
        'The best and the worst cell come closer with epochs',
        ...all.map(({ network }) =>
          verdict(longerRuns(all).find((longer) => longer.network === network) ?? null),
        ),
      ],
    ],
  );

const verdict = (answer: { holds: boolean } | null): string => (answer ? yesOrNo(answer.holds) : 'not asked');

/** A sentence for every statement that some run does not bear out. */
function differences(all: readonly RunFacts[]): string {
  const lines = CLAIMS.flatMap((claim) => {
    const against = all.filter((facts) => claim.ask(facts)?.holds === false).map(({ id }) => id);
    return against.length > 0 ? [`* ${claim.title}: not so in ${against.join(', ')}.`] : [];
  });
  const longer = longerRuns(all).filter(({ holds }) => !holds);
  for (const { network } of longer)
    lines.push(`* The best and the worst cell do not come closer in ${network}.`);
  return lines.length > 0
    ? ['Where the atlas differs from the paper:', '', ...lines].join('\n')
    : 'No run differs.';
}

const claimSection = (claim: Claim, all: readonly RunFacts[]): string[] => [
  `### ${claim.title}`,
  `Paper 003: ${claim.paper} Counted as "yes" where ${claim.rule}.`,
  markdownTable(
    ['run', ...claim.figures, 'so here'],
    all.flatMap((facts) => {
      const answer = claim.ask(facts);
      return answer ? [[facts.id, ...answer.figures, yesOrNo(answer.holds)]] : [];
    }),
  ),
];
