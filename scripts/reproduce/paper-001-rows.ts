import { PTQ_DEFAULTS, type PtqOptions } from '../../src/core/compress/options';
import type { CompressionPlan, CompressionStep } from '../../src/core/compress/plan';
import { atBits, PLANS } from '../../src/core/compress/presets';
import type { Compression, StepResult } from '../../src/engine/compress/result';

/** A step as the record keeps it; null is what was not run or is not modelled. */
export interface StepFigures {
  kind: StepResult['step']['kind'];
  title: string;
  accuracy: StepResult['accuracy'];
  parameters: number | null;
  weightBytes: number | null;
  memoryBytes: number | null;
  thresholdBytes: number | null;
  precision: StepResult['precision'];
  testSeconds: number | null;
  hardware: Record<'lut' | 'ff' | 'bram18' | 'dsp' | 'ii' | 'latencyCycles', number | null> | null;
  notMapped: string | null;
  floatLayers: string[];
}

/** What a plan led to. */
export interface PlanFigures {
  dataset: string;
  testImages: number;
  steps: StepFigures[];
}

/** Paper 001's preset; every plan of the rows has its training. */
export const PRESET = PLANS['paper-001'];

const training: CompressionStep = PRESET.steps[0];

/** A plan of the preset's training, these steps and its hardware. */
const plan = (steps: CompressionStep[], wanted: number | null = null): CompressionPlan => ({
  ...PRESET,
  wanted,
  steps: [training, ...steps, PRESET.steps[PRESET.steps.length - 1]],
});

const ptq = (bits: number, activations: Partial<PtqOptions['activations']> = {}): PtqOptions => ({
  ...PTQ_DEFAULTS,
  weights: { ...PTQ_DEFAULTS.weights, bits },
  activations: { ...PTQ_DEFAULTS.activations, bits, ...activations },
});

const algorithm1 = (bits: number): CompressionPlan => atBits({ ...PRESET, wanted: null }, bits);
const dynamic = (bits: number): CompressionPlan =>
  plan([{ kind: 'ptq', ...ptq(bits, { ranges: 'dynamic' }) }]);
const sensitive = (bits: number, wanted: number): CompressionPlan =>
  plan([{ kind: 'partial-ptq', skip: 'sensitive', ...ptq(bits) }], wanted);

const LONG_QAT: CompressionStep = {
  kind: 'qat',
  weightBits: 2,
  activationBits: 2,
  epochs: 10,
  batchSize: 100,
  learningRate: 3e-3,
};

/** The plan of every row. */
export const ROWS = {
  int8: algorithm1(8),
  int4: algorithm1(4),
  int3: algorithm1(3),
  int2: algorithm1(2),
  'int2-long': plan([LONG_QAT]),
  int16: plan([{ kind: 'ptq', ...ptq(16) }]),
  'sensitive-4': sensitive(4, 0.985),
  'sensitive-3': sensitive(3, 0.97),
  'sensitive-2': sensitive(2, 0.97),
  'dynamic-8': dynamic(8),
  'dynamic-4': dynamic(4),
  'dynamic-3': dynamic(3),
} satisfies Record<string, CompressionPlan>;

export type RowName = keyof typeof ROWS;

/** The figures of a plan that has been run. */
export const planFigures = ({ dataset, testImages, steps }: Compression): PlanFigures => ({
  dataset,
  testImages,
  steps: steps.filter(({ step }) => step.kind !== 'map').map(stepFigures),
});

function stepFigures({ step, size, hardware, ...result }: StepResult): StepFigures {
  const { title, accuracy, precision, testSeconds, notMapped, floatLayers } = result;
  return {
    kind: step.kind,
    title,
    accuracy,
    parameters: size?.parameters ?? null,
    weightBytes: size?.weightBytes ?? null,
    memoryBytes: size?.memoryBytes ?? null,
    thresholdBytes: size?.thresholdBytes ?? null,
    precision,
    testSeconds: testSeconds === null ? null : Math.round(testSeconds * 100) / 100,
    hardware: hardware && {
      lut: hardware.lut,
      ff: hardware.ff,
      bram18: hardware.bram18,
      dsp: hardware.dsp,
      ii: hardware.ii,
      latencyCycles: hardware.latencyCycles,
    },
    notMapped,
    floatLayers,
  };
}
