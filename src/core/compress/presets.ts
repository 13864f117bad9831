import { UNROLLED_DEFAULTS } from '../hardware/unrolled/options';
import { PRESETS } from '../network/presets';
import { PTQ_DEFAULTS, type PtqOptions } from './options';
import type { CompressionPlan, CompressionStep, FixedStep, MapStep, TrainingChoice } from './plan';

/** What a step trains with where its plan does not say. */
export const TRAINING_DEFAULTS: TrainingChoice = { epochs: 5, batchSize: 100, learningRate: 3e-3 };

/** What a step maps to where its plan does not say. */
export const MAP_DEFAULTS: Omit<MapStep, 'kind'> = {
  estimator: 'finn',
  device: 'xc7z020',
  targetFps: 10_000,
  clockMhz: 100,
  ...UNROLLED_DEFAULTS,
};

/** Fine-tuning: fewer steps, smaller ones. */
export const FINE_TUNING: TrainingChoice = { epochs: 3, batchSize: 100, learningRate: 1e-3 };

/** Of fixed point: BatchNorm's statistics are held, so that large steps would leave them behind. */
export const FIXED_TUNING: TrainingChoice = { epochs: 3, batchSize: 100, learningRate: 1e-4 };

/** Algorithm 1 of paper 001 after a training: all layers, all but the convolutions, training aware of quantization. */
export function algorithm1(training: TrainingChoice, ptq: PtqOptions): CompressionStep[] {
  const { weights, activations } = ptq;
  return [
    { kind: 'train', ...training },
    { kind: 'ptq', ...ptq },
    { kind: 'partial-ptq', skip: 'convolutions', ...ptq },
    { kind: 'qat', weightBits: weights.bits, activationBits: activations.bits, ...FINE_TUNING },
    { kind: 'map', ...MAP_DEFAULTS },
  ];
}

/** Paper 001's case study: its network, Adam, 10 epochs, batches of 500 (table 1), INT8; wanted is its 96.50 %. */
const paper001: CompressionPlan = {
  topology: PRESETS.cnn,
  inputBits: 8,
  loss: 'cross-entropy',
  seed: 42,
  wanted: 0.965,
  steps: algorithm1({ ...TRAINING_DEFAULTS, epochs: 10, batchSize: 500 }, PTQ_DEFAULTS),
};

/** Paper 004 at 8 bits: binary points placed after the training, trained, and trained with 2-hot codes. */
const paper004: CompressionPlan = {
  topology: PRESETS.sfc,
  inputBits: 1,
  loss: 'cross-entropy',
  seed: 42,
  wanted: null,
  steps: [
    { kind: 'train', ...TRAINING_DEFAULTS, epochs: 10 },
    ...[{ epochs: 0 }, {}, { kHot: 2 }].map(
      (change): FixedStep => ({
        kind: 'fixed',
        weightBits: 8,
        activationBits: 8,
        parameterBits: 8,
        kHot: 0,
        method: 'nearest',
        lowest: 'negative',
        ...FIXED_TUNING,
        ...change,
      }),
    ),
    { kind: 'map', ...MAP_DEFAULTS },
  ],
};

/** Plans by name. */
export const PLANS: Readonly<Record<string, CompressionPlan>> = {
  'paper-001': paper001,
  'paper-004': paper004,
};

/** The plan with every quantizing step at these widths. */
export const atBits = (plan: CompressionPlan, bits: number): CompressionPlan => ({
  ...plan,
  steps: plan.steps.map((step) => {
    if (step.kind === 'qat') return { ...step, weightBits: bits, activationBits: bits };
    if (step.kind === 'fixed') {
      return { ...step, weightBits: bits, activationBits: bits, parameterBits: bits };
    }
    if (step.kind !== 'ptq' && step.kind !== 'partial-ptq') return step;
    return { ...step, weights: { ...step.weights, bits }, activations: { ...step.activations, bits } };
  }),
});
