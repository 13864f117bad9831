import type { Dataset, ImageSet } from '../core/datasets/dataset';
import { sliceImages } from '../core/datasets/dataset';
import { BitscapeError } from '../core/errors';
import { foldNetwork } from '../core/network/fold';
import { accuracy, classify } from '../core/network/infer';
import type { IntegerNetwork } from '../core/network/integer-network';
import { packNetwork } from '../core/network/pack';
import { Random } from '../core/random';
import { batchMaker, shuffledOrder, stepsPerEpoch } from './batches';
import { breathe } from './breathe';
import type { Checkpoint, EpochResult, TrainedCell } from './checkpoint';
import { initialState } from './initial';
import { learningRateAt, type Recipe } from './recipe';
import { runKey } from './run-key';
import type { Engine, Trainer, TrainerState } from './trainer';

/** Where a run is. `loss` is the mean of the last `DRAIN_STEPS` steps, null before the first. */
export interface RunProgress {
  phase: 'training' | 'evaluating';
  /** 1-based. */
  epoch: number;
  epochs: number;
  /** Steps done in this epoch, or images evaluated. */
  step: number;
  steps: number;
  /** Training speed of this epoch so far. */
  imagesPerSecond: number;
  loss: number | null;
}

export interface RunOptions {
  /** Continues this run instead of starting at epoch 1. */
  resume?: Checkpoint;
  onProgress?(progress: RunProgress): void;
  /** Called, and awaited, after every epoch but the last. */
  onCheckpoint?(checkpoint: Checkpoint): void | Promise<void>;
  signal?: AbortSignal;
  /** Awaited between steps: resolves when the run may go on (pause). */
  gate?: () => Promise<void>;
}

/** Steps between two waits for the device: fixed, so that summed losses do not depend on the clock. */
const DRAIN_STEPS = 20;

/** Images evaluated between two chances to report, pause or cancel. */
const EVALUATION_CHUNK = 250;

/** Milliseconds between two progress reports. */
const REPORT_INTERVAL = 100;

/**
 * Trains one cell of the grid: the recipe's epochs on `data.train`, after each of them the integer network's
 * accuracy on all of validation and test. The returned network is the last epoch's, never chosen on test data.
 *
 * @throws the signal's reason when aborted; BitscapeError "NotFinite" if training diverges, "EngineLost" if
 * the device goes away (resume from the last checkpoint on a fresh engine), "BadCheckpoint" if `resume` is
 * of another run.
 */
export async function trainCell(
  engine: Engine,
  recipe: Recipe,
  data: Dataset,
  options: RunOptions = {},
): Promise<TrainedCell> {
  const { resume, signal } = options;
  signal?.throwIfAborted();
  if (resume) assertSameRun(resume, recipe, data);
  const start = resume ?? freshCheckpoint(engine, recipe, data);
  const engines = start.engine === engine.id ? engine.id : `${start.engine}, then ${engine.id}`;
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
    engine: engines,
  });

  try {
    let network: IntegerNetwork | undefined;
    for (let epoch = start.epoch + 1; epoch <= recipe.epochs; epoch++) {
      const order = shuffledOrder(data.train.count, random.shuffle);
      const at = { epoch, epochs: recipe.epochs };
      const { loss, imagesPerSecond } = await trainEpoch(trainer, recipe, at, order, nextBatch, pace, lost);
      const state = await Promise.race([trainer.snapshot(), lost]);
      network = foldNetwork(recipe.topology, recipe.precision, state.parameters);
      const report = { ...at, phase: 'evaluating' as const, imagesPerSecond, loss };
      history.push({ ...(await evaluate(network, data, report, pace)), loss });
      if (epoch < recipe.epochs) await options.onCheckpoint?.(checkpoint(epoch, state));
    }
    network ??= foldNetwork(recipe.topology, recipe.precision, start.state.parameters);
    return {
      version: 1,
      recipe,
      dataset: data.id,
      history,
      network: packNetwork(network),
      seconds: clock.seconds(),
      engine: engines,
    };
  } finally {
    trainer.dispose();
  }
}

/** A run before its first epoch. */
function freshCheckpoint(engine: Engine, recipe: Recipe, data: Dataset): Checkpoint {
  return {
    version: 1,
    recipe,
    dataset: data.id,
    epoch: 0,
    state: initialState(recipe),
    random: {
      shuffle: Random.for(recipe.seed, 'shuffle').state,
      dropout: Random.for(recipe.seed, 'dropout').state,
    },
    history: [],
    seconds: 0,
    engine: engine.id,
  };
}

function assertSameRun(resume: Checkpoint, recipe: Recipe, data: Dataset): void {
  const found = runKey(resume.recipe, resume.dataset);
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

function assertFinite(loss: number, epoch: number): void {
  if (Number.isFinite(loss)) return;
  throw new BitscapeError(
    'NotFinite',
    `training diverged in epoch ${epoch}: the loss is ${loss}. Lower the learning rate or change the seed`,
    'training',
  );
}

async function evaluate(
  network: IntegerNetwork,
  data: Dataset,
  report: Omit<RunProgress, 'step' | 'steps'>,
  pace: Pace,
): Promise<Omit<EpochResult, 'loss'>> {
  const steps = data.validation.count + data.test.count;
  const accuracyOf = async (images: ImageSet, before: number) => {
    const classes = new Uint8Array(images.count);
    for (let from = 0; from < images.count; from += EVALUATION_CHUNK) {
      const to = Math.min(from + EVALUATION_CHUNK, images.count);
      classes.set(classify(network, sliceImages(images, from, to)), from);
      await pace.report(() => ({ ...report, step: before + to, steps }));
    }
    return accuracy(classes, images.labels);
  };
  const validation = await accuracyOf(data.validation, 0);
  return { validation, test: await accuracyOf(data.test, data.validation.count) };
}

/** Seconds of work, pauses left out. */
interface Clock {
  seconds(): number;
  /** Leaves the time that `wait` takes out. */
  leaveOut(wait: () => Promise<void>): Promise<void>;
}

function createClock(before: number): Clock {
  const start = performance.now();
  let paused = 0;
  return {
    seconds: () => before + (performance.now() - start - paused) / 1000,
    async leaveOut(wait) {
      const from = performance.now();
      await wait();
      paused += performance.now() - from;
    },
  };
}

/** Reports progress now and then, and gives pause and cancel their chance. */
interface Pace {
  report(progress: () => RunProgress): Promise<void>;
  /** A stopwatch of working time, in seconds. */
  measure(): () => number;
}

function createPace({ onProgress, signal, gate }: RunOptions, clock: Clock): Pace {
  let next = 0;
  return {
    measure() {
      const start = clock.seconds();
      return () => Math.max(clock.seconds() - start, 1e-6);
    },
    async report(progress) {
      const now = performance.now();
      const { step, steps } = progress();
      if (now < next && step < steps) return;
      onProgress?.(progress());
      await breathe();
      signal?.throwIfAborted();
      if (gate) await clock.leaveOut(gate);
      signal?.throwIfAborted();
      next = performance.now() + REPORT_INTERVAL;
    },
  };
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
