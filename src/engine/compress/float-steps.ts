import type { PruneStep, TrainStep } from '../../core/compress/plan';
import { sizeOf } from '../../core/compress/size';
import { FLOAT_BITS } from '../../core/precision';
import { stepsPerEpoch } from '../batches';
import type { Checkpoint } from '../checkpoint';
import { type Recipe, recipeOf } from '../recipe';
import { trainRun } from '../run';
import { type Context, hardwareFor, type StepOutcome } from './context';
import { type FloatState, floatState } from './float-state';
import { trainKept } from './kept-run';
import { measured, realClasses } from './measure';

/** Steps between two choices of the weights that are zero. */
const PICK_EVERY = 20;

/** The recipe of a plan's float training. */
export const floatRecipe = (
  { topology, inputBits, seed, loss }: Context['plan'],
  { epochs, batchSize, learningRate }: Omit<TrainStep, 'kind'>,
): Recipe =>
  recipeOf({
    topology,
    precision: { weightBits: FLOAT_BITS, activationBits: FLOAT_BITS, inputBits },
    epochs,
    seed,
    loss,
    batchSize,
    learningRate,
  });

/** Trains the float network. */
export async function trainFloat(context: Context, step: TrainStep): Promise<StepOutcome> {
  const { engine, data, plan, options } = context;
  const recipe = floatRecipe(plan, step);
  const { onProgress, signal, gate, resume, onFloat } = options;
  const run =
    resume || onFloat
      ? await trainRun(engine, recipe, data, { onProgress, signal, gate, resume, onCheckpoint: onFloat })
      : await trainKept(context, recipe);
  await onFloat?.(run);
  return outcomeOf(context, run, run.seconds);
}

/** Prunes the float network while it goes on training: zeros rise over the first half of the steps. */
export async function pruneFloat(context: Context, step: PruneStep, from: FloatState): Promise<StepOutcome> {
  const { data, plan } = context;
  const { amount, scope, structure } = step;
  const steps = step.epochs * stepsPerEpoch(data.train.count, step.batchSize);
  const end = Math.max(1, Math.floor(steps / 2));
  const recipe: Recipe = {
    ...floatRecipe(plan, step),
    parent: from.key,
    sparsity: {
      amount,
      scope,
      structure,
      schedule: { kind: 'polynomial', begin: 1, end, frequency: PICK_EVERY },
    },
  };
  const run = await trainKept(context, recipe, from.parameters);
  return outcomeOf(context, run, run.seconds);
}

async function outcomeOf(
  { engine, data, plan, options }: Context,
  run: Checkpoint,
  seconds: number,
): Promise<StepOutcome> {
  const float = floatState(run, data);
  const { network } = float.calibrated(1);
  const { testSeconds } = await measured(realClasses(engine, network), data, options.signal);
  const stages = network.stages.map((s) => ({ ...s, weightBits: null }));
  return {
    float,
    result: {
      accuracy: float.accuracy,
      size: sizeOf(stages, null),
      precision: null,
      seconds,
      testSeconds,
      ...hardwareFor(plan, null, 'layers in float are not mapped to hardware'),
      floatLayers: stages.map((s) => s.stage.name),
    },
  };
}
