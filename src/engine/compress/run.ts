import { type CompressionPlan, type CompressionStep, isQuantizing } from '../../core/compress/plan';
import { assertOrder } from '../../core/compress/plan-json';
import type { Dataset } from '../../core/datasets/dataset';
import type { Engine } from '../trainer';
import type { CompressOptions, Context, StepOutcome } from './context';
import { fixedPoint } from './fixed-step';
import { type FloatState, floatState } from './float-state';
import { pruneFloat, trainFloat } from './float-steps';
import { quantizeAll, quantizePart, trainAware } from './quantizing-steps';
import type { Compression } from './result';
import { stepKeys } from './step-keys';
import { type KeptStep, type StepStore, withoutMoments } from './step-store';
import { leftOut, startOf, taken } from './walk';

type RunStep = Exclude<CompressionStep, { kind: 'map' }>;

/**
 * Runs a plan. With a wanted accuracy the quantizing steps are Algorithm 1 of paper 001: each starts from the float
 * network, and they end at the first that suffices on validation; the rest are left out, with the reason. Steps that
 * `options.store` has are not run again.
 * @throws BitscapeError "BadPlan" for steps in a wrong order, and those of training and quantization.
 */
export async function runPlan(
  engine: Engine,
  plan: CompressionPlan,
  data: Dataset,
  options: CompressOptions = {},
): Promise<Compression> {
  assertOrder(plan.steps);
  const context: Context = { engine, data, plan, options };
  const keys = stepKeys(plan, data.id);
  let walk = startOf(plan);
  let float: FloatState | undefined;
  for (const [index, step] of plan.steps.entries()) {
    options.signal?.throwIfAborted();
    const runs = step.kind !== 'map' && leftOut(walk, step) === null;
    const done = runs ? await keptOrRun(context, step, keys[index]!, float) : null;
    float = done?.float ?? float;
    walk = taken(walk, plan, done?.kept ?? null);
    options.onStep?.(walk.steps[index], index);
  }
  const { id, test } = data;
  return { plan, dataset: id, engine: engine.id, testImages: test.count, ...walk };
}

interface Done {
  kept: KeptStep;
  float?: FloatState;
}

/** What a step comes to: as the store has it, else run now and kept there. */
async function keptOrRun(context: Context, step: RunStep, key: string, float?: FloatState): Promise<Done> {
  const { data, engine, options } = context;
  const found = options.store && (await storedStep(options.store, step, key, data));
  if (found) return found;
  const { result, cell, float: trained } = await outcomeOf(context, step, float);
  const { hardware: _, notMapped: __, ...figures } = result;
  const kept: KeptStep = { version: 1, result: figures, cell: cell ?? null, engine: engine.id };
  await options.store?.keepStep(key, kept, trained && withoutMoments(trained.run));
  return { kept, float: trained };
}

/** A step of the store; undefined where it, or the float network that it gives, is not there. */
async function storedStep(
  store: StepStore,
  step: RunStep,
  key: string,
  data: Dataset,
): Promise<Done | undefined> {
  const kept = await store.step(key);
  if (!kept || isQuantizing(step)) return kept && { kept };
  const run = await store.float(key);
  return run && { kept, float: floatState(run, data) };
}

/** What a step gives; one after the training has a float network, as the plan's order was checked. */
async function outcomeOf(
  context: Context,
  step: RunStep,
  float: FloatState | undefined,
): Promise<StepOutcome> {
  if (step.kind === 'train' || !float) {
    if (step.kind !== 'train') throw new RangeError('a plan starts with a training');
    return trainFloat(context, step);
  }
  switch (step.kind) {
    case 'prune':
      return pruneFloat(context, step, float);
    case 'ptq':
      return quantizeAll(context, step, float);
    case 'partial-ptq':
      return quantizePart(context, step, float);
    case 'qat':
      return trainAware(context, step, float);
    case 'fixed':
      return fixedPoint(context, step, float);
  }
}
