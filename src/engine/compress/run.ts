import { type CompressionPlan, type CompressionStep, isQuantizing } from '../../core/compress/plan';
import { assertOrder } from '../../core/compress/plan-json';
import type { Dataset } from '../../core/datasets/dataset';
import type { Engine } from '../trainer';
import type { CompressOptions, Context, StepOutcome } from './context';
import type { FloatState } from './float-state';
import { pruneFloat, trainFloat } from './float-steps';
import { quantizeAll, quantizePart, trainAware } from './quantizing-steps';
import type { Compression, StepResult } from './result';
import { titleOf } from './titles';

/** A step that was left out, or that only shows what is there. */
const NOTHING: StepOutcome['result'] = {
  accuracy: null,
  size: null,
  precision: null,
  seconds: null,
  testSeconds: null,
  hardware: null,
  notMapped: null,
  floatLayers: [],
};

/**
 * Runs a plan. With a wanted accuracy the quantizing steps are Algorithm 1 of paper 001: each starts from the float
 * network, and they end at the first that suffices on validation; the rest are left out, with the reason.
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
  const steps: StepResult[] = [];
  let float: FloatState | undefined;
  let cell: Compression['cell'] = null;
  let chosen: number | null = null;
  let suffices: boolean | null = plan.wanted === null ? null : false;

  for (const [index, step] of plan.steps.entries()) {
    options.signal?.throwIfAborted();
    const before = float?.accuracy ?? null;
    const leftOut = suffices && isQuantizing(step) && chosen !== null ? sufficient(chosen, steps) : null;
    const outcome = leftOut === null ? await outcomeOf(context, step, float, steps, chosen) : null;
    const result: StepResult = {
      step,
      title: titleOf(step),
      leftOut,
      before,
      ...(outcome?.result ?? NOTHING),
    };
    steps.push(result);
    options.onStep?.(result, index);
    if (!outcome) continue;
    float = outcome.float ?? float;
    if (!isQuantizing(step)) continue;
    chosen = index;
    cell = outcome.cell ?? null;
    if (plan.wanted !== null) suffices = (result.accuracy?.validation ?? 0) >= plan.wanted;
  }
  const { id, test } = data;
  return { plan, dataset: id, engine: engine.id, testImages: test.count, steps, chosen, suffices, cell };
}

const sufficient = (chosen: number, steps: readonly StepResult[]): string =>
  `step ${chosen + 1} (${steps[chosen].step.kind}) suffices`;

/** What a step gives; one after the training has a float network, as the plan's order was checked. */
async function outcomeOf(
  context: Context,
  step: CompressionStep,
  float: FloatState | undefined,
  steps: readonly StepResult[],
  chosen: number | null,
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
    case 'map': {
      const mapped = steps[chosen ?? steps.length - 1];
      const { accuracy, size, precision, hardware, notMapped, floatLayers } = mapped;
      return { result: { ...NOTHING, accuracy, size, precision, hardware, notMapped, floatLayers } };
    }
  }
}
