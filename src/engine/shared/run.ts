import { type Dataset, type ImageSet, sliceImages } from '../../core/datasets/dataset';
import { REVISION } from '../../core/design/revision';
import { BitscapeError } from '../../core/errors';
import { foldNetwork } from '../../core/network/fold';
import { accuracy, classify } from '../../core/network/infer';
import { Random } from '../../core/random';
import { batchMaker, shuffledOrder, stepsPerEpoch } from '../batches';
import { createClock, createPace, type Pace } from '../pace';
import { assertFinite } from '../run';
import type { RunOptions, RunProgress } from '../run-options';
import type { Batch, Engine } from '../trainer';
import { cellDrawer } from './draw';
import { recipeAt, type SharedRecipe } from './recipe';
import type { SharedState, SharedTrainer } from './trainer';

/** Batches from which BatchNorm's statistics of a cell are taken at the end. */
const STATISTICS_BATCHES = 10;
/** Batches of validation images on which all cells are scored as training goes on, and how often. */
const SCORE_BATCHES = 2;
const ROUNDS = 6;
/** Test images on which the cells are measured: on all of them it would take half as long as the training. */
const MEASURED_IMAGES = 5000;

export interface SharedOptions extends Pick<RunOptions, 'onProgress' | 'signal' | 'gate'> {
  /**
   * Hears rough accuracies of all cells, in the order of the recipe: on a few validation images, some times as
   * training goes on.
   */
  onScores?(accuracies: readonly number[]): void;
}

/** A finished shared-weight training. */
export interface SharedRun {
  /**
   * Accuracy of each cell's integer network made from the shared weights, 0..1, in the recipe's order: on the middle
   * 5000 test images, which tell cells apart but are not the whole set.
   */
  accuracies: number[];
  /** What a cell's own training can start from. */
  state: SharedState;
  seconds: number;
  engine: string;
  /** Version of Bitscape. */
  revision: string;
}

/**
 * Trains one set of weights for all cells, then measures every cell's integer network on test images. The
 * accuracies rank the cells as trainings of their own do, but are lower: see `core/preview/`.
 *
 * @throws the signal's reason when aborted; BitscapeError "EngineUnavailable" if the engine cannot train shared
 * weights, "NotFinite" if training diverges.
 */
export async function trainShared(
  engine: Engine,
  recipe: SharedRecipe,
  data: Dataset,
  options: SharedOptions = {},
): Promise<SharedRun> {
  options.signal?.throwIfAborted();
  if (!engine.createSharedTrainer) {
    throw new BitscapeError('EngineUnavailable', `${engine.label} cannot train shared weights`, engine.id);
  }
  const clock = createClock(0);
  const pace = createPace(options, clock);
  const trainer = engine.createSharedTrainer(recipe);
  try {
    const trained = await trainSteps(trainer, recipe, data, pace, options.onScores);
    const accuracies = await measure(engine, trainer, recipe, data, trained, pace);
    const made = { engine: engine.id, revision: REVISION };
    return { accuracies, state: trainer.state(), seconds: clock.seconds(), ...made };
  } finally {
    trainer.dispose();
  }
}

/** All steps, with rough scores now and then; the last progress. */
async function trainSteps(
  trainer: SharedTrainer,
  recipe: SharedRecipe,
  data: Dataset,
  pace: Pace,
  onScores: SharedOptions['onScores'],
): Promise<RunProgress> {
  const { cells, epochs, seed, learningRate, batchSize } = recipe;
  const order = Random.for(seed, 'shuffle');
  const draw = cellDrawer(cells, Random.for(seed, 'cells'));
  const nextBatch = batchMaker(recipeAt(recipe, cells[0]), data.train, Random.for(seed, 'dropout'));
  const scored = onScores ? firstBatches(recipe, data.validation, SCORE_BATCHES) : [];
  const steps = stepsPerEpoch(data.train.count, batchSize);
  const all = steps * epochs;
  const perRound = Math.ceil(all / ROUNDS);
  const speed = pace.measure();
  let progress: RunProgress = {
    phase: 'training',
    epoch: 1,
    epochs,
    step: 0,
    steps,
    imagesPerSecond: 0,
    loss: null,
  };
  let shuffled = shuffledOrder(data.train.count, order);
  let images = 0;
  for (let done = 0; done < all; done++) {
    const [epoch, step] = [1 + Math.floor(done / steps), done % steps];
    if (step === 0 && done > 0) shuffled = shuffledOrder(data.train.count, order);
    const batch = nextBatch(shuffled, step);
    trainer.step(batch, draw(), learningRate * (1 - done / all));
    images += batch.size;
    progress = { ...progress, epoch, step: step + 1, imagesPerSecond: images / speed() };
    if ((done + 1) % perRound === 0) {
      progress.loss = trainer.drain();
      assertFinite(progress.loss, epoch);
      onScores?.(cells.map((cell) => trainer.score(scored, cell)));
    }
    await pace.report(() => progress);
  }
  return progress;
}

/** Accuracies of the cells' integer networks on test images. */
async function measure(
  engine: Engine,
  trainer: SharedTrainer,
  recipe: SharedRecipe,
  data: Dataset,
  trained: RunProgress,
  pace: Pace,
): Promise<number[]> {
  const { topology, cells } = recipe;
  const statistics = firstBatches(recipe, data.train, STATISTICS_BATCHES);
  const images = middleOf(data.test, MEASURED_IMAGES);
  const classesOf = engine.classify ?? classify;
  const accuracies: number[] = [];
  for (const cell of cells) {
    const { precision } = recipeAt(recipe, cell);
    const network = foldNetwork(topology, precision, trainer.parametersAt(cell, statistics));
    accuracies.push(accuracy(classesOf(network, images), images.labels));
    const step = accuracies.length;
    await pace.report(() => ({ ...trained, phase: 'evaluating', step, steps: cells.length }));
  }
  return accuracies;
}

/** Images from the middle of a set: the first half of MNIST's test set is of other writers than the second. */
function middleOf(images: ImageSet, count: number): ImageSet {
  const from = Math.max(0, Math.floor((images.count - count) / 2));
  return sliceImages(images, from, Math.min(images.count, from + count));
}

/** The first batches of a set in its own order, without dropout. */
function firstBatches(recipe: SharedRecipe, images: ImageSet, count: number): Batch[] {
  const plain = { ...recipeAt(recipe, recipe.cells[0]), dropout: { input: 0, hidden: 0 } };
  const nextBatch = batchMaker(plain, images, Random.for(recipe.seed, 'dropout'));
  const order = Uint32Array.from({ length: images.count }, (_, i) => i);
  const batches = Math.min(count, stepsPerEpoch(images.count, recipe.batchSize));
  return Array.from({ length: batches }, (_, i) => nextBatch(order, i));
}
