import { Random } from '../../random';
import type { Dataset } from '../dataset';
import { jetsDataset } from './dataset';
import { JET_CLASSES, JET_FEATURES, type JetTable } from './facts';

const WIDTH = JET_FEATURES.length;

/** What a person reads wherever accuracy on these jets is shown. */
export const SYNTHETIC_JETS_NAME = 'synthetic jets, not the LHC data';

/** The set of the page and the CLI: drawn in under a second; 20 000 to test give accuracies to about +-0.6 points. */
export const SYNTHETIC_JETS_DEFAULTS = { seed: 1, count: 100_000 } as const;

export interface SyntheticJetsOptions {
  seed: number;
  count: number;
}

/** Mean and spread of the five hidden quantities of a class: mass, particles, prongs, width, balance. */
type Profile = readonly (readonly [mean: number, spread: number])[];

/**
 * In the order of `JET_CLASSES`. Made up, after what the classes are: gluons and quarks have no mass of their own and
 * differ in particles and width; W and Z differ in mass by little; the top is heavy with many particles.
 */
const PROFILES: readonly Profile[] = [
  [
    [-0.5, 0.9],
    [0.7, 0.8],
    [-0.7, 0.8],
    [0.6, 0.8],
    [0.2, 1],
  ],
  [
    [-0.8, 0.8],
    [-0.7, 0.8],
    [-0.8, 0.8],
    [-0.6, 0.8],
    [0.1, 1],
  ],
  [
    [0.15, 0.25],
    [-0.2, 0.8],
    [0.9, 0.7],
    [-0.3, 0.7],
    [-0.3, 1],
  ],
  [
    [0.5, 0.25],
    [-0.1, 0.8],
    [0.9, 0.7],
    [-0.2, 0.7],
    [-0.3, 1],
  ],
  [
    [1.2, 0.6],
    [0.8, 0.8],
    [0.5, 0.9],
    [0.4, 0.9],
    [0, 1],
  ],
];

const HIDDEN = PROFILES[0].length;
const NOISE = 0.35;

/** Places of the features that are a hidden quantity, not a mixture: the mass, and the particles as a whole number. */
const [MASS, PARTICLES] = [WIDTH - 2, WIDTH - 1];

/** Nearly normal, of mean 0 and variance 1, from additions only: the same bits everywhere (Irwin and Hall). */
const normal = (random: Random): number =>
  (random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2) * Math.sqrt(3);

/** How a feature mixes the hidden quantities: a weight for each and for each square. The same for every seed. */
function drawMixtures(): Float64Array[] {
  const random = Random.for(1, 'jet features');
  return JET_FEATURES.map(() => Float64Array.from({ length: 2 * HIDDEN }, () => normal(random) / 2));
}

/** Five classes of 16 features, made up, in the shape of the public data; the same seed gives the same bytes. */
export function drawJets({ seed, count }: SyntheticJetsOptions): JetTable {
  const random = Random.for(seed, 'synthetic jets');
  const features = new Float32Array(count * WIDTH);
  const labels = new Uint8Array(count);
  const hidden = new Float64Array(HIDDEN);
  const mixtures = drawMixtures();
  for (let i = 0; i < count; i++) {
    labels[i] = random.below(JET_CLASSES.length);
    const profile = PROFILES[labels[i]];
    for (let h = 0; h < HIDDEN; h++) hidden[h] = profile[h][0] + profile[h][1] * normal(random);
    for (let f = 0; f < WIDTH; f++) features[i * WIDTH + f] = featureOf(f, hidden, mixtures[f], random);
  }
  return { count, features, labels };
}

function featureOf(feature: number, hidden: Float64Array, mixture: Float64Array, random: Random): number {
  if (feature === MASS) return 80 + 40 * (hidden[0] + 0.15 * normal(random));
  if (feature === PARTICLES) return Math.max(1, Math.floor(40 + 14 * (hidden[1] + NOISE * normal(random))));
  let sum = NOISE * normal(random);
  for (let h = 0; h < HIDDEN; h++) sum += hidden[h] * (mixture[h] + 0.5 * mixture[HIDDEN + h] * hidden[h]);
  return sum;
}

/** "synthetic-jets", or with seed and size where they are not the defaults: other data, other results. */
export const syntheticJetsId = ({ seed, count }: SyntheticJetsOptions): string =>
  seed === SYNTHETIC_JETS_DEFAULTS.seed && count === SYNTHETIC_JETS_DEFAULTS.count
    ? 'synthetic-jets'
    : `synthetic-jets-${seed}-${count}`;

/** A data set of synthetic jets, split and coded as the public data. */
export const syntheticJets = (options: SyntheticJetsOptions = SYNTHETIC_JETS_DEFAULTS): Dataset =>
  jetsDataset(drawJets(options), { id: syntheticJetsId(options), name: SYNTHETIC_JETS_NAME });
