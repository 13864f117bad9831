import { hardwarePrecision, integerNetwork, unmappable } from '../../core/compress/integer';
import { ptqKey } from '../../core/compress/options';
import type { PartialPtqStep, PtqStep, QatStep } from '../../core/compress/plan';
import { type QuantizedNetwork, quantizeNetwork } from '../../core/compress/ptq';
import { qatStart } from '../../core/compress/qat-start';
import { sensitivities } from '../../core/compress/sensitivity';
import { nonZeroOf, sizeOf } from '../../core/compress/size';
import { sliceImages } from '../../core/datasets/dataset';
import { REVISION } from '../../core/design/revision';
import { accuracy } from '../../core/network/infer';
import type { IntegerNetwork } from '../../core/network/integer-network';
import { packNetwork } from '../../core/network/pack';
import type { Checkpoint, TrainedCell } from '../checkpoint';
import { foldedOf } from '../folded';
import type { Recipe } from '../recipe';
import { cellOfRun } from '../run';
import { TRAINING_VERSION } from '../run-key';
import { type Context, hardwareFor, type StepOutcome } from './context';
import type { FloatState } from './float-state';
import { floatRecipe } from './float-steps';
import { trainKept } from './kept-run';
import { integerClasses, measured, realClasses } from './measure';

/** Validation images that a layer's sensitivity is measured on. */
const SENSITIVITY_IMAGES = 2000;

/** Images that range activations for the start of a quantization-aware training. */
const START_IMAGES = 200;

/** Quantizes all layers. */
export const quantizeAll = (context: Context, step: PtqStep, from: FloatState): Promise<StepOutcome> =>
  quantized(context, step, from, quantizeNetwork(from.calibrated(step.images), step));

/**
 * Quantizes all but the sensitive layers: the convolutions, or, as measured, the layers that lose most alone, one more
 * in float at a time until the wanted accuracy is there (without one, a single layer), never all.
 */
export async function quantizePart(
  context: Context,
  step: PartialPtqStep,
  from: FloatState,
): Promise<StepOutcome> {
  const { plan } = context;
  const calibrated = from.calibrated(step.images);
  const layers = calibrated.network.stages;
  const leaving = (skip: ReadonlySet<number>) =>
    quantized(context, step, from, quantizeNetwork(calibrated, step, skip));
  if (step.skip === 'convolutions') {
    return leaving(new Set(layers.flatMap(({ stage }, i) => (stage.kind === 'conv' ? [i] : []))));
  }
  const images = sliceImages(
    context.data.validation,
    0,
    Math.min(SENSITIVITY_IMAGES, context.data.validation.count),
  );
  const order = sensitivities(calibrated, step, (network) =>
    accuracy(realClasses(context.engine, network)(images), images.labels),
  );
  const skip = new Set<number>();
  for (const { layer } of order.slice(0, -1)) {
    skip.add(layer);
    const outcome = await leaving(skip);
    const enough = (outcome.result.accuracy?.validation ?? 0) >= (plan.wanted ?? 0);
    if (enough || skip.size === layers.length - 1) return outcome;
  }
  return leaving(skip);
}

async function quantized(
  { engine, data, plan, options }: Context,
  step: PtqStep | PartialPtqStep,
  from: FloatState,
  network: QuantizedNetwork,
): Promise<StepOutcome> {
  const start = performance.now();
  const reason = unmappable(network);
  const integer = reason === null ? integerNetwork(network) : null;
  const seconds = (performance.now() - start) / 1000;
  const classes = integer ? integerClasses(engine, integer) : realClasses(engine, network);
  const { accuracy: found, testSeconds } = await measured(classes, data, options.signal);
  const precision = integer && hardwarePrecision(network);
  const cell: TrainedCell | null = integer && {
    version: 1,
    recipe: { ...from.recipe, precision: integer.precision, ptq: ptqKey(step) },
    dataset: data.id,
    history: [{ ...found, loss: Number.NaN }],
    network: packNetwork(integer),
    seconds,
    engine: engine.id,
    revision: REVISION,
    trainingVersion: TRAINING_VERSION,
  };
  return {
    cell,
    result: {
      accuracy: found,
      size: sizeOf(network.stages, integer),
      precision,
      seconds,
      testSeconds,
      ...hardwareFor(plan, precision, reason, nonZeroOf(network.stages)),
      floatLayers: network.stages.flatMap((s) => (s.weightBits === null ? [s.stage.name] : [])),
    },
  };
}

/** Trains on from the float weights with weights and activations quantized; zeros of a pruned network stay. */
export async function trainAware(context: Context, step: QatStep, from: FloatState): Promise<StepOutcome> {
  const { engine, data, options } = context;
  const run = await awareRun(context, step, from);
  const { recipe, state } = run;
  const { onProgress, signal } = options;
  const cell = await cellOfRun(engine, run, data, { onProgress, signal });
  return { cell, result: await integerResult(context, foldedOf(recipe, state.parameters), cell.seconds) };
}

/** The figures of a network all of whose layers were trained in integers. */
export async function integerResult(
  { engine, data, plan, options }: Context,
  integer: IntegerNetwork,
  seconds: number,
): Promise<StepOutcome['result']> {
  const { precision, stages: made } = integer;
  const classes = integerClasses(engine, integer);
  const { accuracy: found, testSeconds } = await measured(classes, data, options.signal);
  const stages = made.map(({ stage, weights }) => ({ stage, weights, weightBits: precision.weightBits }));
  return {
    accuracy: found,
    size: sizeOf(stages, integer),
    precision,
    seconds,
    testSeconds,
    ...hardwareFor(plan, precision, null, nonZeroOf(stages)),
    floatLayers: [],
  };
}

/** The run of `trainAware`, whole. */
export function awareRun(context: Context, step: QatStep, from: FloatState): Promise<Checkpoint> {
  const { plan } = context;
  const { weightBits, activationBits } = step;
  const precision = { weightBits, activationBits, inputBits: plan.inputBits };
  const { sparsity } = from.recipe;
  const recipe: Recipe = {
    ...floatRecipe(plan, step),
    precision,
    parent: from.key,
    ...(sparsity && { sparsity: { ...sparsity, schedule: AT_ONCE } }),
  };
  const { activations } = from.calibrated(START_IMAGES);
  const parent = qatStart(plan.topology, step, from.parameters, activations);
  return trainKept(context, recipe, parent);
}

/** The zeros of the parent are the smallest weights: picked once, they are the same. */
export const AT_ONCE = { kind: 'constant', begin: 1, end: 1, frequency: 1 } as const;
