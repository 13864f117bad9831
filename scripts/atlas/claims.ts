import { spearman } from '../../src/core/space/rank-correlation';
import type { Claim } from './claim';
import { points } from './markdown';
import { RADAR_CLAIMS } from './radar-claims';
import { type Axis, alongAxis, crossing, type RunFacts } from './run-facts';

/** Differences below this are within half of the 95 % interval of one accuracy on 10 000 images. */
const FLAT = 0.003;

/** Difference of the best and the worst mean along an axis, of widths from `least` on. */
function spread(facts: RunFacts, axis: Axis, least = 1): number {
  const means = alongAxis(facts, axis).filter(({ bits }) => bits >= least);
  const accuracies = means.map(({ accuracy }) => accuracy);
  return Math.max(...accuracies) - Math.min(...accuracies);
}

/** Steps between neighbouring widths of the weights: how much the mean accuracy rises. */
const stepsOf = (facts: RunFacts): { from: number; to: number; rise: number }[] => {
  const means = alongAxis(facts, 'weightBits');
  return means.slice(1).map(({ bits, accuracy }, i) => ({
    from: means[i].bits,
    to: bits,
    rise: accuracy - means[i].accuracy,
  }));
};

/** How far the mean at W bits stays behind the best mean of wider weights; null without them. */
function behind(facts: RunFacts, bits: number): number | null {
  const means = alongAxis(facts, 'weightBits');
  const own = means.find((entry) => entry.bits === bits);
  const wider = means.filter((entry) => entry.bits > bits);
  return own && wider.length > 0 ? Math.max(...wider.map(({ accuracy }) => accuracy)) - own.accuracy : null;
}

/** Every statement on accuracy that a run can be asked. */
export const CLAIMS: readonly Claim[] = [
  {
    title: '1-bit weights are the worst column',
    paper:
      '"The biggest improvement step in accuracy is switching from 1 to 2 bits weight precision" (section 3.6, Fig. 5).',
    rule: 'at every A, W1 is less accurate than all wider weights, and no step between neighbouring W is larger',
    figures: ['A at which W1 is the worst', 'step W1 to W2, points', 'largest step, points'],
    ask(facts) {
      const { weightBits, activationBits } = facts.grid;
      const worst = activationBits.filter((a) =>
        weightBits.every(
          (w) =>
            w === 1 ||
            facts.accuracy(crossing('weightBits', w, a)) > facts.accuracy(crossing('weightBits', 1, a)),
        ),
      );
      const steps = stepsOf(facts);
      const [first] = steps;
      const largest = steps.reduce((best, step) => (step.rise > best.rise ? step : best));
      return {
        figures: [
          `${worst.length} of ${activationBits.length}`,
          points(first.rise),
          `${points(largest.rise)} (W${largest.from} to W${largest.to})`,
        ],
        holds: worst.length === activationBits.length && largest === first,
      };
    },
  },
  {
    title: 'From 2 or 3 bits of weights on the accuracy is flat',
    paper:
      '"beyond 3 bits there is no significant improvement to accuracy performance given sufficient training"; "with enough training beyond 50 epochs, 2 bit weights achieves almost the same inference accuracy as 3-8 bit weights" (section 3.6).',
    rule: `W3 is at most ${points(FLAT)} points behind the best mean of wider weights`,
    figures: ['W1 behind, points', 'W2 behind', 'W3 behind', 'W4 behind'],
    ask(facts) {
      const gaps = [1, 2, 3, 4].map((bits) => behind(facts, bits));
      const third = gaps[2];
      return third === null
        ? null
        : { figures: gaps.map((gap) => (gap === null ? '' : points(gap))), holds: third <= FLAT };
    },
  },
  {
    title: 'Activation bits matter less than weight bits',
    paper:
      '"The quantization of activation functions has a steady impact on accuracy [...] however, this is not as dramatic as the impact that quantized weight precision has" (section 3.3, Fig. 5).',
    rule: 'the means along A lie closer together than those along W',
    figures: ['spread along W, points', 'spread along A', 'along W from 2 bits', 'along A from 2 bits'],
    ask(facts) {
      const [w, a, w2, a2] = [1, 2].flatMap((least) =>
        (['weightBits', 'activationBits'] as const).map((axis) => spread(facts, axis, least)),
      );
      return { figures: [w, a, w2, a2].map(points), holds: a < w };
    },
  },
  {
    title: 'More activation bits are steadily better',
    paper: '"higher precision activation functions result in better accuracy" (section 3.3).',
    rule: 'the Spearman correlation of A and the mean accuracy at A is at least 0.9',
    figures: ['Spearman', 'steps of A that gain'],
    ask(facts) {
      const means = alongAxis(facts, 'activationBits');
      const accuracies = means.map(({ accuracy }) => accuracy);
      const rho = spearman(
        means.map(({ bits }) => bits),
        accuracies,
      );
      const gains = accuracies.slice(1).filter((accuracy, i) => accuracy > accuracies[i]).length;
      return { figures: [rho.toFixed(2), `${gains} of ${accuracies.length - 1}`], holds: rho >= 0.9 };
    },
  },
  ...RADAR_CLAIMS,
];
