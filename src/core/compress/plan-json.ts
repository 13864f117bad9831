import { assertFormat } from '../design/file-format';
import { type JsonReader, jsonTextReader } from '../design/json-reader';
import { DESIGN_LIMITS } from '../design/limits';
import { topologyFromJson } from '../design/topology-json';
import { BitscapeError } from '../errors';
import { DEVICES } from '../hardware/devices';
import { ESTIMATORS } from '../hardware/estimators';
import { STRATEGIES } from '../hardware/unrolled/options';
import { defaultInputBits, topologyOf } from '../network/presets';
import { BIT_RANGE, WIDTH_RANGE } from '../precision';
import { SCHEMES } from './affine';
import { CALIBRATIONS } from './calibration';
import { checkPtq, GRANULARITIES, PTQ_DEFAULTS, type PtqOptions, RANGE_KINDS } from './options';
import { type CompressionPlan, type CompressionStep, isQuantizing, SKIPS, type TrainingChoice } from './plan';
import { MAP_DEFAULTS, TRAINING_DEFAULTS } from './presets';
import { PRUNE_SCOPES, PRUNE_STRUCTURES, SPARSITY_LIMIT } from './sparsity';

const FORMAT = 'bitscape-compression-plan';
const ERROR = 'BadPlan';

/** A plan as a JSON file (docs/formats/compression-plan.schema.json). */
export const planToFile = (plan: CompressionPlan): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, ...planToJson(plan) }, null, 1)}\n`;

/** A plan as JSON, the network written out. */
export const planToJson = ({ topology, ...rest }: CompressionPlan) => ({ network: topology, ...rest });

/**
 * The plan of a file; what it leaves out takes the defaults.
 * @throws BitscapeError "BadPlan" that names the place and what would be right, "IllegalQuantization",
 * "UnknownNetwork" or "NewerFile".
 */
export function planFromFile(text: string, where = 'plan'): CompressionPlan {
  const file = jsonTextReader(text, where, ERROR);
  assertFormat(file, FORMAT, 1, where);
  const network = file.at('network');
  const topology = typeof network.value === 'string' ? topologyOf(network.text()) : topologyFromJson(network);
  const plan: CompressionPlan = {
    topology,
    inputBits:
      file.at('inputBits').optional((at) => at.integer(BIT_RANGE.min, BIT_RANGE.max)) ??
      defaultInputBits(topology),
    loss: file.at('loss').optional((at) => at.word(['cross-entropy', 'squared-hinge'])) ?? 'cross-entropy',
    seed: file.at('seed').optional((at) => at.integer(...DESIGN_LIMITS.seed)) ?? 42,
    wanted: file.at('wanted').optional((at) => at.number(0, 1)),
    steps: file.at('steps').list().map(stepFromJson),
  };
  assertOrder(plan.steps, where);
  return plan;
}

/** @throws BitscapeError "BadPlan" unless a training comes first, once, and nothing is quantized before it. */
export function assertOrder(steps: readonly CompressionStep[], where = 'plan'): void {
  const place = `${where}: steps`;
  const wrong = (text: string) => new BitscapeError(ERROR, `${place}: ${text}`, place);
  if (steps[0]?.kind !== 'train')
    throw wrong('the first step should be "train": all others start from its weights');
  if (steps.filter(({ kind }) => kind === 'train').length > 1) throw wrong('there should be one "train"');
  if (steps.filter(({ kind }) => kind === 'map').length > 1) throw wrong('there should be one "map" at most');
  const [pruned, quantized] = [steps.findLastIndex((s) => s.kind === 'prune'), steps.findIndex(isQuantizing)];
  if (quantized >= 0 && pruned > quantized) throw wrong('"prune" should come before what quantizes');
}

const STEPS: Readonly<Record<CompressionStep['kind'], (step: JsonReader) => CompressionStep>> = {
  train: (step) => ({ kind: 'train', ...training(step) }),
  prune: (step) => ({
    kind: 'prune',
    amount: step.at('amount').number(0, SPARSITY_LIMIT),
    scope: step.at('scope').optional((at) => at.word(PRUNE_SCOPES)) ?? 'layer',
    structure: step.at('structure').optional((at) => at.word(PRUNE_STRUCTURES)) ?? 'unstructured',
    ...training(step),
  }),
  ptq: (step) => ({ kind: 'ptq', ...ptqOptions(step) }),
  'partial-ptq': (step) => ({
    kind: 'partial-ptq',
    skip: step.at('skip').optional((at) => at.word(SKIPS)) ?? 'convolutions',
    ...ptqOptions(step),
  }),
  qat: (step) => ({
    kind: 'qat',
    weightBits: step.at('weightBits').integer(WIDTH_RANGE.min, WIDTH_RANGE.max),
    activationBits: step.at('activationBits').integer(WIDTH_RANGE.min, WIDTH_RANGE.max),
    ...training(step),
  }),
  map: (step) => ({
    kind: 'map',
    estimator:
      step.at('estimator').optional((at) => at.word(Object.keys(ESTIMATORS))) ?? MAP_DEFAULTS.estimator,
    device: step.at('device').optional((at) => at.word(Object.keys(DEVICES))) ?? MAP_DEFAULTS.device,
    targetFps:
      step.at('targetFps').optional((at) => at.number(...DESIGN_LIMITS.targetFps)) ?? MAP_DEFAULTS.targetFps,
    clockMhz:
      step.at('clockMhz').optional((at) => at.number(...DESIGN_LIMITS.clockMhz)) ?? MAP_DEFAULTS.clockMhz,
    reuseFactor:
      step.at('reuseFactor').optional((at) => at.integer(...DESIGN_LIMITS.reuseFactor)) ??
      MAP_DEFAULTS.reuseFactor,
    strategy: step.at('strategy').optional((at) => at.word(STRATEGIES)) ?? MAP_DEFAULTS.strategy,
  }),
};

const KINDS: readonly CompressionStep['kind'][] = ['train', 'prune', 'ptq', 'partial-ptq', 'qat', 'map'];

const stepFromJson = (step: JsonReader): CompressionStep => STEPS[step.at('kind').word(KINDS)](step);

const training = (step: JsonReader): TrainingChoice => ({
  epochs: step.at('epochs').optional((at) => at.integer(...DESIGN_LIMITS.epochs)) ?? TRAINING_DEFAULTS.epochs,
  batchSize: step.at('batchSize').optional((at) => at.integer(1, 10_000)) ?? TRAINING_DEFAULTS.batchSize,
  learningRate:
    step.at('learningRate').optional((at) => at.number(1e-9, 10)) ?? TRAINING_DEFAULTS.learningRate,
});

function ptqOptions(step: JsonReader): PtqOptions {
  const { weights, activations, images, percentile } = PTQ_DEFAULTS;
  const part = (name: 'weights' | 'activations') => {
    const at = step.at(name);
    return <T>(key: string, read: (reader: JsonReader) => T, otherwise: T): T =>
      at.optional((present) => present.at(key).optional(read)) ?? otherwise;
  };
  const [weight, activation] = [part('weights'), part('activations')];
  const bits = (at: JsonReader) => at.integer(1, 32);
  const options: PtqOptions = {
    weights: {
      bits: weight('bits', bits, weights.bits),
      scheme: weight('scheme', (at) => at.word(SCHEMES), weights.scheme),
      granularity: weight('granularity', (at) => at.word(GRANULARITIES), weights.granularity),
      calibration: weight('calibration', (at) => at.word(CALIBRATIONS), weights.calibration),
    },
    activations: {
      bits: activation('bits', bits, activations.bits),
      scheme: activation('scheme', (at) => at.word(SCHEMES), activations.scheme),
      calibration: activation('calibration', (at) => at.word(CALIBRATIONS), activations.calibration),
      ranges: activation('ranges', (at) => at.word(RANGE_KINDS), activations.ranges),
    },
    images: step.at('images').optional((at) => at.integer(1, 10_000)) ?? images,
    percentile: step.at('percentile').optional((at) => at.number(50, 100)) ?? percentile,
  };
  checkPtq(options);
  return options;
}
