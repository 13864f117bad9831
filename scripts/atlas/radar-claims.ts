import { cellKey, cellName } from '../../src/core/precision';
import { FAMILIES } from '../../src/core/space/families';
import { radarRange, radarScores } from '../../src/core/space/radar';
import type { Claim } from './claim';
import type { RunFacts } from './run-facts';

/** Scores of a radar family's cells on the accuracy branch, by the run's own best and worst. */
function scoresOf(facts: RunFacts, id: string): { name: string; score: number }[] | null {
  const cells = FAMILIES.find((family) => family.id === id)?.cells ?? [];
  const held = new Set(facts.cells.map(cellKey));
  if (!cells.every((cell) => held.has(cellKey(cell)))) return null;
  const point = (accuracy: number) => ({ accuracy, lut: null, ff: null, bram18: null });
  const range = radarRange(facts.cells.map((cell) => point(facts.accuracy(cell))));
  return cells.map((cell) => ({
    name: cellName(cell),
    score: radarScores(point(facts.accuracy(cell)), range).accuracy ?? 0,
  }));
}

const scoreTexts = (scores: readonly { name: string; score: number }[]): string =>
  scores.map(({ name, score }) => `${name} ${score.toFixed(2)}`).join(', ');

/** A claim about the accuracy branch of one family of Fig. 7. */
const radarClaim = (
  family: string,
  words: Pick<Claim, 'title' | 'paper' | 'rule'>,
  holds: (scores: readonly number[]) => boolean,
): Claim => ({
  ...words,
  figures: ['scores (0 = worst cell, 1 = best)'],
  ask(facts) {
    const scores = scoresOf(facts, family);
    return scores && { figures: [scoreTexts(scores)], holds: holds(scores.map(({ score }) => score)) };
  },
});

/** What section 3.5 says of the accuracy branch of Fig. 7. */
export const RADAR_CLAIMS: readonly Claim[] = [
  radarClaim(
    'weights',
    {
      title: 'At 4-bit activations the step from W1 to W3 gains the most',
      paper:
        '"increasing weights from W1 to W3 causes the greatest relative accuracy score improvement" (section 3.5, Fig. 7a).',
      rule: 'the score rises more from W1 to W3 than from W3 to W6 and from W6 to W8',
    },
    ([w1, w3, w6, w8]) => w3 - w1 > Math.max(w6 - w3, w8 - w6),
  ),
  radarClaim(
    'activations',
    {
      title: 'At 4-bit weights all accuracies are in the top half',
      paper:
        '"When weights are fixed at 4 bits, all accuracy scores are in the top half" (section 3.5, Fig. 7b).',
      rule: 'every score is at least 0.5',
    },
    (scores) => scores.every((score) => score >= 0.5),
  ),
  radarClaim(
    'linear',
    {
      title: 'On the diagonal 2-8 bits are in the top quarter',
      paper:
        '"their accuracy score are all in the top quartile when weights are 2-8 bits" (section 3.5, Fig. 7c).',
      rule: 'the scores of W2 A2, W4 A4 and W7 A7 are at least 0.75',
    },
    (scores) => scores.slice(1).every((score) => score >= 0.75),
  ),
];
