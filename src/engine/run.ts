import type { Dataset } from '../core/datasets/dataset';
import { REVISION } from '../core/design/revision';
import { BitscapeError } from '../core/errors';
import { packNetwork } from '../core/network/pack';
import { isFloat } from '../core/precision';
import { Random } from '../core/random';
import { batchMaker, shuffledOrder, stepsPerEpoch } from './batches';
import { type Checkpoint, keyOfRun, type TrainedCell } from './checkpoint';
import { classifierOf, evaluate } from './evaluation';
import { checkFloat } from './float-check';
import { floatSource, foldedOf } from './folded';
import { createClock, createPace, type Pace } from './pace';
import { learningRateAt, type Recipe } from './recipe';
import { runKey, TRAINING_VERSION } from './run-key';
import type { RunOptions, RunProgress } from './run-options';
import { startState } from './start-state';
import type { Engine, Trainer, TrainerState } from './trainer';

export type { RunOptions, RunProgress };

/** Steps between two waits for the device: fixed, so that summed losses do not depend on the clock. */
const DRAIN_STEPS = 20;

/**
 * Trains one cell of the grid: the recipe's epochs on `data.train`, after each of them the integer network's
 * accuracy on all of validation and test. The returned network is the last epoch's, never chosen on test data; its
 * classes are compared with those of the float path before the parameters are let go. A recipe with float widths, or with
 * widths beyond what the integer network holds, has none: its `network` is empty.
 *
 * @throws those of `trainRun`.
 */
export async function trainCell(
  engine: Engine,
  recipe: Recipe,
  data: Dataset,
  options: RunOptions = {},
): Promise<TrainedCell> {
  return cellOfRun(engine, await trainRun(engine, recipe, data, options), data, options);
}

/** The cell of a run that is whole: see `trainCell`. */
export async function cellOfRun(
  engine: Engine,
  run: Checkpoint,
  data: Dataset,
  options: RunOptions = {},
): Promise<TrainedCell> {
  const { recipe } = run;
  const { state, epoch, random, ...made } = run;
  const network = isFloat(recipe.precision) ? null : foldedOf(recipe, state.parameters);
  if (!network) return { ...made, network: new Uint8Array() };
  const clock = createClock(run.seconds);
  const pace = createPace(options, clock);
  const loss = run.history.at(-1)?.loss ?? null;
  const at = { epoch, epochs: recipe.epochs, imagesPerSecond: 0, loss, steps: data.test.count };
  const source = floatSource(recipe, state.parameters);
  const floatCheck = await checkFloat(engine, network, source, data.test, (step) =>
    pace.report(() => ({ ...at, phase: 'comparing', step })),
  );
  return { ...made, network: packNetwork(network), floatCheck, seconds: clock.seconds() };
}

/**
 * Trains a recipe's epochs, each evaluated on all of validation and test, and gives the run's last state: the float
 * parameters that the integer network is folded from, or that are quantized after the training.
 *
 * @throws the signal's reason when aborted; BitscapeError "NotFinite" if training diverges, "EngineLost" if
 * the device goes away (resume from the last checkpoint on a fresh engine), "BadCheckpoint" if `resume` is
 * of another run, "NeedsShared" if the recipe starts from shared weights and there are none, "NeedsParent" if it
 * starts from those of another run and there are none.
 */
export async function trainRun(
  engine: Engine,
  recipe: Recipe,
  data: Dataset,
  options: RunOptions = {},
): Promise<Checkpoint> {
  const { resume, signal } = options;
  signal?.throwIfAborted();
  if (resume) assertSameRun(resume, recipe, data);
  const start = resume ?? freshCheckpoint(engine, recipe, data, options);
  const made = {
    engine: andThen(start.engine, engine.id),
    revision: andThen(start.revision, REVISION),
    trainingVersion: TRAINING_VERSION,
  };
  const random = { shuffle: new Random(start.random.shuffle), dropout: new Random(start.random.dropout) };
  const history = [...start.history];
  const clock = createClock(start.seconds);
  const pace = createPace(options, clock);
  const trainer = engine.createTrainer(recipe, start.state);
  const lost = lossOf(engine);
  const nextBatch = batchMaker(recipe, data.train, random.dropout);

  const checkpoint = (epoch: number, state: TrainerState): Checkpoint => ({
    version: 1,
    recipe,
    dataset: data.id,
    epoch,
    state,
    random: { shuffle: random.shuffle.state, dropout: random.dropout.state },
    history: [...history],
    seconds: clock.seconds(),
    ...made,
  });

  let kept: Promise<void> = Promise.resolve();
  try {
    let { state } = start;
    for (let epoch = start.epoch + 1; epoch <= recipe.epochs; epoch++) {
      const order = shuffledOrder(data.train.count, random.shuffle);
      const at = { epoch, epochs: recipe.epochs };
      const { loss, imagesPerSecond } = await trainEpoch(trainer, recipe, at, order, nextBatch, pace, lost);
      state = await Promise.race([trainer.snapshot(), lost]);
      const report = { ...at, imagesPerSecond, loss, phase: 'evaluating' as const };
      const classesOf = classifierOf(engine, recipe, state.parameters);
      history.push({ ...(await evaluate(classesOf, data, report, pace)), loss });
      if (epoch === recipe.epochs) break;
      await kept;
      kept = Promise.resolve(options.onCheckpoint?.(checkpoint(epoch, state)));
      // It is awaited an epoch later; the run may have failed by then.
      kept.catch(() => {});
    }
    await kept;
    return checkpoint(recipe.epochs, state);
  } catch (error) {
    await kept.catch(() => {});
    throw error;
  } finally {
    trainer.dispose();
  }
}

/** A run before its first epoch. */
function freshCheckpoint(
  engine: Engine,
  recipe: Recipe,
  data: Dataset,
  given: Pick<RunOptions, 'shared' | 'parent'>,
): Checkpoint {
  return {
    version: 1,
    recipe,
    dataset: data.id,
    epoch: 0,
    state: startState(recipe, given),
    random: {
      shuffle: Random.for(recipe.seed, 'shuffle').state,
      dropout: Random.for(recipe.seed, 'dropout').state,
    },
    history: [],
    seconds: 0,
    engine: engine.id,
    revision: REVISION,
  };
}

/** Who trained a run: the ones before, and the one that goes on unless it was the last of them. */
const andThen = (before: string, now: string): string =>
  before.split(', then ').at(-1) === now ? before : `${before}, then ${now}`;

function assertSameRun(resume: Checkpoint, recipe: Recipe, data: Dataset): void {
  const found = keyOfRun(resume);
  const wanted = runKey(recipe, data.id);
  if (found === wanted) return;
  throw new BitscapeError('BadCheckpoint', `the checkpoint is of run ${found}, expected ${wanted}`, 'resume');
}

type NextBatch = ReturnType<typeof batchMaker>;

async function trainEpoch(
  trainer: Trainer,
  recipe: Recipe,
  at: Pick<RunProgress, 'epoch' | 'epochs'>,
  order: Uint32Array,
  nextBatch: NextBatch,
  pace: Pace,
  lost: Promise<never>,
): Promise<{ loss: number; imagesPerSecond: number }> {
  const steps = stepsPerEpoch(order.length, recipe.batchSize);
  const speed = pace.measure();
  let images = 0;
  let lossSum = 0;
  let recent: number | null = null;
  let drained = 0;
  for (let step = 0; step < steps; step++) {
    const batch = nextBatch(order, step);
    const done = (at.epoch - 1) * steps + step;
    trainer.step(batch, learningRateAt(recipe, done, steps * recipe.epochs));
    images += batch.size;
    if ((step + 1) % DRAIN_STEPS === 0 || step + 1 === steps) {
      recent = await Promise.race([trainer.drain(), lost]);
      lossSum += recent * (step + 1 - drained);
      drained = step + 1;
      assertFinite(recent, at.epoch);
    }
    await pace.report(() => ({
      ...at,
      phase: 'training',
      step: step + 1,
      steps,
      imagesPerSecond: images / speed(),
      loss: recent,
    }));
  }
  return { loss: lossSum / steps, imagesPerSecond: images / speed() };
}

/** @throws BitscapeError "NotFinite" if training diverged in that epoch. */
export function assertFinite(loss: number, epoch: number): void {
  if (Number.isFinite(loss)) return;
  throw new BitscapeError(
    'NotFinite',
    `training diverged in epoch ${epoch}: the loss is ${loss}. Lower the learning rate or change the seed`,
    'training',
  );
}

/** Rejects when the engine's device is lost; never resolves. */
function lossOf(engine: Engine): Promise<never> {
  const lost = new Promise<never>((_, reject) => {
    engine.onLost?.((reason) =>
      reject(new BitscapeError('EngineLost', `${engine.label} went away: ${reason}`, engine.id)),
    );
  });
  lost.catch(() => {});
  return lost;
}
