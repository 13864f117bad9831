import { integerNetwork, unmappable } from '../../core/compress/integer';
import { ptqKey } from '../../core/compress/options';
import type { PartialPtqStep, PtqStep, QatStep } from '../../core/compress/plan';
import { type QuantizedNetwork, quantizeNetwork } from '../../core/compress/ptq';
import { qatStart } from '../../core/compress/qat-start';
import { sensitivities } from '../../core/compress/sensitivity';
import { nonZeroOf, sizeOf } from '../../core/compress/size';
import { sliceImages } from '../../core/datasets/dataset';
import { REVISION } from '../../core/design/revision';
import { BitscapeError } from '../../core/errors';
import { accuracy } from '../../core/network/infer';
import type { IntegerNetwork } from '../../core/network/integer-network';
import { packNetwork, unpackNetwork } from '../../core/network/pack';
import type { TrainedCell } from '../checkpoint';
import type { Recipe } from '../recipe';
import { trainCell } from '../run';
import { TRAINING_VERSION } from '../run-key';
import { type Context, hardwareFor, type StepOutcome } from './context';
import type { FloatState } from './float-state';
import { floatRecipe } from './float-steps';
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

/** The integer network, or why there is none: layers in float, or widths beyond what it holds. */
function integersOf(network: QuantizedNetwork): { integer: IntegerNetwork | null; reason: string | null } {
  const reason = unmappable(network);
  if (reason !== null) return { integer: null, reason };
  try {
    return { integer: integerNetwork(network), reason: null };
  } catch (error) {
    if (error instanceof BitscapeError) return { integer: null, reason: error.message };
    throw error;
  }
}

async function quantized(
  { engine, data, plan, options }: Context,
  step: PtqStep | PartialPtqStep,
  from: FloatState,
  network: QuantizedNetwork,
): Promise<StepOutcome> {
  const start = performance.now();
  const { integer, reason } = integersOf(network);
  const seconds = (performance.now() - start) / 1000;
  const classes = integer ? integerClasses(engine, integer) : realClasses(engine, network);
  const { accuracy: found, testSeconds } = await measured(classes, data, options.signal);
  const precision = integer?.precision ?? null;
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
  const { engine, data, plan, options } = context;
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
  const { onProgress, signal } = options;
  const parent = qatStart(plan.topology, step, from.parameters, activations);
  const cell = await trainCell(engine, recipe, data, { onProgress, signal, parent });
  const integer = unpackNetwork(plan.topology, precision, cell.network);
  const { accuracy: found, testSeconds } = await measured(integerClasses(engine, integer), data, signal);
  const stages = integer.stages.map(({ stage, weights }) => ({ stage, weights, weightBits }));
  return {
    cell,
    result: {
      accuracy: found,
      size: sizeOf(stages, integer),
      precision,
      seconds: cell.seconds,
      testSeconds,
      ...hardwareFor(plan, precision, null, nonZeroOf(stages)),
      floatLayers: [],
    },
  };
}

/** The zeros of the parent are the smallest weights: picked once, they are the same. */
const AT_ONCE = { kind: 'constant', begin: 1, end: 1, frequency: 1 } as const;
