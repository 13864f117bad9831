import type { Dataset, ImageSet } from './dataset';
import { imageGenerators } from './synthetic/noise';
import { drawPen, render, SIDE } from './synthetic/render';
import { pickVariant } from './synthetic/skeleton';
import { SKELETONS } from './synthetic/skeletons';
import { drawStrokes } from './synthetic/strokes';
import { warp } from './synthetic/warp';

/** What a person reads wherever accuracy on these digits is shown. */
export const SYNTHETIC_NAME = 'synthetic digits, not MNIST';

/**
 * The data set of the page and the CLI. 20 000 images train an SFC to its bar (bench/synthetic-digits.ts)
 * and take about two seconds to draw; a test set of 5 000 gives accuracies to about +-0.4 points.
 */
export const SYNTHETIC_DEFAULTS = { seed: 1, train: 20_000, validation: 2_000, test: 5_000 } as const;

/** Images between two reports of progress: about 20 ms. */
const CHUNK = 250;

/** Called with the images drawn so far and in all. */
export type DrawProgress = (done: number, total: number) => void;

export interface DigitsOptions {
  seed: number;
  count: number;
  /** Streams of one seed share no image; the parts of a data set are streams. */
  stream?: string;
}

export interface DatasetOptions {
  seed: number;
  train: number;
  validation: number;
  test: number;
}

/**
 * Synthetic 28 x 28 digits in MNIST's format and polarity: stroke skeletons, distorted, drawn with a random
 * pen and normalised as MNIST's. The same seed gives the same bytes in every engine, and image i does not
 * depend on the count.
 */
export const syntheticDigits = ({ onProgress, ...options }: DigitsOptions & { onProgress?: DrawProgress }) =>
  finish(drawDigits(options), options.count, onProgress);

/** A data set of synthetic digits; its three parts are drawn from different streams. */
export const syntheticDataset = ({
  onProgress,
  ...options
}: DatasetOptions & { onProgress?: DrawProgress }): Dataset =>
  finish(drawDataset(options), options.train + options.validation + options.test, onProgress);

/** `syntheticDigits` in steps: yields the images drawn so far; stop asking to cancel. */
export function* drawDigits({ seed, count, stream = 'test' }: DigitsOptions): Generator<number, ImageSet> {
  const size = SIDE * SIDE;
  const pixels = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  const generatorOf = imageGenerators(seed, stream);
  for (let i = 0; i < count; i++) {
    const random = generatorOf(i);
    labels[i] = random.below(10);
    const lines = drawStrokes(pickVariant(SKELETONS[labels[i]], random), random);
    warp(lines, random);
    render(lines, drawPen(random), pixels.subarray(i * size, (i + 1) * size));
    if ((i + 1) % CHUNK === 0) yield i + 1;
  }
  return { count, height: SIDE, width: SIDE, pixels, labels };
}

/** `syntheticDataset` in steps: yields the images drawn so far, of all three parts; stop asking to cancel. */
export function* drawDataset(options: DatasetOptions): Generator<number, Dataset> {
  const { seed } = options;
  let before = 0;
  function* part(stream: 'train' | 'validation' | 'test'): Generator<number, ImageSet> {
    const steps = drawDigits({ seed, count: options[stream], stream });
    for (;;) {
      const step = steps.next();
      if (step.done) {
        before += options[stream];
        return step.value;
      }
      yield before + step.value;
    }
  }
  const train = yield* part('train');
  const validation = yield* part('validation');
  const test = yield* part('test');
  return { id: syntheticId(options), name: SYNTHETIC_NAME, train, validation, test };
}

/** "synthetic", or with seed and sizes where they are not the defaults: other data, other results. */
export function syntheticId({ seed, train, validation, test }: DatasetOptions): string {
  const key = `synthetic-${seed}-${train}-${validation}-${test}`;
  const d = SYNTHETIC_DEFAULTS;
  return key === `synthetic-${d.seed}-${d.train}-${d.validation}-${d.test}` ? 'synthetic' : key;
}

function finish<T>(steps: Generator<number, T>, total: number, onProgress?: DrawProgress): T {
  for (;;) {
    const step = steps.next();
    onProgress?.(step.done ? total : step.value, total);
    if (step.done) return step.value;
  }
}
