import { DESIGN_LIMITS } from '../design/limits';
import { K_HOT_METHODS } from '../fixed/k-hot';
import { DEVICES } from '../hardware/devices';
import { ESTIMATORS } from '../hardware/estimators';
import { STRATEGIES } from '../hardware/unrolled/options';
import { FIXED_BITS, LOWEST_INTEGERS } from '../network/fixed-point';
import { cellName, FLOAT_BITS, WIDTH_RANGE } from '../precision';
import { SCHEMES } from './affine';
import { CALIBRATIONS } from './calibration';
import { checkPtq, GRANULARITIES, PTQ_DEFAULTS, RANGE_KINDS } from './options';
import { type CompressionStep, type PartialPtqStep, type PtqStep, SKIPS } from './plan';
import { FINE_TUNING, FIXED_TUNING, MAP_DEFAULTS, TRAINING_DEFAULTS } from './presets';
import { PRUNE_SCOPES, PRUNE_STRUCTURES, SPARSITY_LIMIT } from './sparsity';

/** A number from `min` to `max`, or one of some words. */
export type StepLegal =
  | { type: 'integer' | 'number'; min: number; max: number; float?: true }
  | { type: 'word'; words: readonly string[] };

/** One choice of a step: its places in the link, in a plan file and in the page. */
export interface StepField {
  /** Key in the link; never reused for another meaning within its kind. */
  key: string;
  /** Its place in the step and in the file: "epochs", "weights.bits". */
  path: string;
  /** Its name in the page: "Epochs". */
  label: string;
  legal: StepLegal;
  /** What leaving it out means, in files and in links: frozen. Absent: it must be said. */
  otherwise?: number | string;
  /** What a new step of the page has, where that is not `otherwise`. */
  first?: number | string;
  /** The page asks for it where one of these choices, by path, has that value; absent: always. */
  onlyIf?: readonly (readonly [path: string, value: string])[];
  /** Words as the page prints them, where they are not told by themselves. */
  names?: Readonly<Record<string, string>>;
}

/** A kind of step: all that files, links and the page know of it. What it does is in `src/engine/compress`. */
export interface StepKind<S = CompressionStep> {
  /** Key in the link; never reused. */
  key: string;
  /** What a person reads: "Post-training quantization". */
  title: string;
  /** In one sentence, what it does. */
  help: string;
  fields: readonly StepField[];
  /** What a step of it does, in a word or two: "10 epochs". */
  brief(step: S): string;
  /** @throws BitscapeError for values that are legal alone, not together. */
  check?(step: S): void;
}

const integer = (min: number, max: number): StepLegal => ({ type: 'integer', min, max });
const number = (min: number, max: number): StepLegal => ({ type: 'number', min, max });
const word = (words: readonly string[]): StepLegal => ({ type: 'word', words });

const training = (first: Partial<typeof TRAINING_DEFAULTS> = {}): StepField[] => [
  {
    key: 'e',
    path: 'epochs',
    label: 'Epochs',
    legal: integer(...DESIGN_LIMITS.epochs),
    otherwise: TRAINING_DEFAULTS.epochs,
    first: first.epochs,
  },
  {
    key: 'b',
    path: 'batchSize',
    label: 'Batch',
    legal: integer(1, 10_000),
    otherwise: TRAINING_DEFAULTS.batchSize,
    first: first.batchSize,
  },
  {
    key: 'l',
    path: 'learningRate',
    label: 'Learning rate',
    legal: number(1e-9, 10),
    otherwise: TRAINING_DEFAULTS.learningRate,
    first: first.learningRate,
  },
];

const { weights, activations } = PTQ_DEFAULTS;
const BITS: StepLegal = { type: 'integer', min: 1, max: FLOAT_BITS };

const PTQ: readonly StepField[] = [
  { key: 'w', path: 'weights.bits', label: 'Weight bits', legal: BITS, otherwise: weights.bits },
  {
    key: 'ws',
    path: 'weights.scheme',
    label: 'Weight scheme',
    legal: word(SCHEMES),
    otherwise: weights.scheme,
  },
  {
    key: 'wg',
    path: 'weights.granularity',
    label: 'Weight scales per',
    legal: word(GRANULARITIES),
    otherwise: weights.granularity,
  },
  {
    key: 'wc',
    path: 'weights.calibration',
    label: 'Weight ranges by',
    legal: word(CALIBRATIONS),
    otherwise: weights.calibration,
  },
  {
    key: 'a',
    path: 'activations.bits',
    label: 'Activation bits',
    legal: { ...BITS, float: true },
    otherwise: activations.bits,
  },
  {
    key: 'as',
    path: 'activations.scheme',
    label: 'Activation scheme',
    legal: word(SCHEMES),
    otherwise: activations.scheme,
  },
  {
    key: 'ac',
    path: 'activations.calibration',
    label: 'Activation ranges by',
    legal: word(CALIBRATIONS),
    otherwise: activations.calibration,
  },
  {
    key: 'ar',
    path: 'activations.ranges',
    label: 'Activation ranges',
    legal: word(RANGE_KINDS),
    otherwise: activations.ranges,
  },
  {
    key: 'n',
    path: 'images',
    label: 'Calibration images',
    legal: integer(1, 10_000),
    otherwise: PTQ_DEFAULTS.images,
  },
  {
    key: 'pc',
    path: 'percentile',
    label: 'Percentile, %',
    legal: number(50, 100),
    otherwise: PTQ_DEFAULTS.percentile,
    onlyIf: [
      ['weights.calibration', 'percentile'],
      ['activations.calibration', 'percentile'],
    ],
  },
];

const epochs = (count: number): string => `${count} epoch${count === 1 ? '' : 's'}`;
const widths = ({ weights: w, activations: a }: PtqStep | PartialPtqStep): string =>
  cellName({ weightBits: w.bits, activationBits: a.bits });

const width = (key: string, path: string, label: string): StepField => ({
  key,
  path,
  label,
  legal: integer(WIDTH_RANGE.min, WIDTH_RANGE.max),
  first: 4,
});

/** Estimators whose layers are as parallel as a reuse factor says, and the others. */
const [REUSED, FOLDED] = [true, false].map((reused) =>
  Object.values(ESTIMATORS)
    .filter(({ reuse }) => (reuse !== undefined) === reused)
    .map(({ id }) => ['estimator', id] as const),
);

const SKIP_WORDS = { convolutions: 'convolutions', sensitive: 'the sensitive' } as const;

const fixedWidth = (key: string, path: string, label: string): StepField => ({
  key,
  path,
  label,
  legal: integer(FIXED_BITS.min, FIXED_BITS.max),
  first: 8,
});

/** Of a training with learned binary points, whose steps are small; without epochs the points are only placed. */
const fixedTraining = (): StepField[] => {
  const { epochs: count, batchSize, learningRate } = FIXED_TUNING;
  const least: Partial<StepField> = { legal: integer(0, DESIGN_LIMITS.epochs[1]), otherwise: count };
  return training({ batchSize, learningRate }).map((field) => {
    if (field.path === 'epochs') return { ...field, ...least };
    return field.path === 'learningRate' ? { ...field, otherwise: learningRate } : field;
  });
};

/** Every kind of step in the order of the page's menu. A new kind is an entry here, and what runs it. */
export const STEP_KINDS: {
  readonly [K in CompressionStep['kind']]: StepKind<Extract<CompressionStep, { kind: K }>>;
} = {
  train: {
    key: 'tr',
    title: 'Train',
    help: 'Trains the float network from random weights.',
    fields: training(),
    brief: (step) => epochs(step.epochs),
  },
  prune: {
    key: 'pr',
    title: 'Prune',
    help: 'Trains on while the smallest weights become 0; they stay 0 in every later step.',
    fields: [
      { key: 'z', path: 'amount', label: 'Share of zeros', legal: number(0, SPARSITY_LIMIT), first: 0.5 },
      { key: 'sc', path: 'scope', label: 'Compete within', legal: word(PRUNE_SCOPES), otherwise: 'layer' },
      {
        key: 'st',
        path: 'structure',
        label: 'Structure',
        legal: word(PRUNE_STRUCTURES),
        otherwise: 'unstructured',
      },
      ...training(FINE_TUNING),
    ],
    brief: ({ amount }) => `${Math.round(1000 * amount) / 10} % zeros`,
  },
  ptq: {
    key: 'p',
    title: 'PTQ',
    help: 'Post-training quantization: rounds weights and activations of all layers, without training.',
    fields: PTQ,
    brief: widths,
    check: checkPtq,
  },
  'partial-ptq': {
    key: 'pp',
    title: 'Partial PTQ',
    help: 'Post-training quantization that leaves the sensitive layers in float.',
    fields: [
      { key: 'sk', path: 'skip', label: 'Left in float', legal: word(SKIPS), otherwise: 'convolutions' },
      ...PTQ,
    ],
    brief: (step) => `${widths(step)}, not ${SKIP_WORDS[step.skip]}`,
    check: checkPtq,
  },
  qat: {
    key: 'q',
    title: 'QAT',
    help: 'Quantization-aware training: trains on with weights and activations rounded.',
    fields: [
      width('w', 'weightBits', 'Weight bits'),
      width('a', 'activationBits', 'Activation bits'),
      ...training(FINE_TUNING),
    ],
    brief: (step) => `${cellName(step)}, ${epochs(step.epochs)}`,
  },
  fixed: {
    key: 'fx',
    title: 'Fixed point',
    help: 'Trainable fixed point: trains on with the binary points learned; 0 epochs only place them.',
    fields: [
      fixedWidth('w', 'weightBits', 'Weight bits'),
      fixedWidth('a', 'activationBits', 'Activation bits'),
      { ...fixedWidth('p', 'parameterBits', 'BatchNorm bits'), otherwise: 8 },
      { key: 'k', path: 'kHot', label: 'K-hot (0: off)', legal: integer(0, 8), otherwise: 0 },
      { key: 'km', path: 'method', label: 'K-hot codes', legal: word(K_HOT_METHODS), otherwise: 'nearest' },
      {
        key: 'lo',
        path: 'lowest',
        label: 'Least integer bits',
        legal: word(LOWEST_INTEGERS),
        otherwise: 'negative',
      },
      ...fixedTraining(),
    ],
    brief: (step) => `${cellName(step)}${step.kHot === 0 ? '' : ` ${step.kHot}-hot`}, ${epochs(step.epochs)}`,
  },
  map: {
    key: 'm',
    title: 'Map',
    help: 'The hardware that every step is estimated on.',
    fields: [
      {
        key: 'h',
        path: 'estimator',
        label: 'Estimator',
        legal: word(Object.keys(ESTIMATORS)),
        otherwise: MAP_DEFAULTS.estimator,
        names: Object.fromEntries(Object.values(ESTIMATORS).map(({ id, label }) => [id, label])),
      },
      {
        key: 'f',
        path: 'device',
        label: 'FPGA',
        legal: word(Object.keys(DEVICES)),
        otherwise: MAP_DEFAULTS.device,
      },
      {
        key: 'fps',
        path: 'targetFps',
        label: 'Frames/s aim',
        legal: number(...DESIGN_LIMITS.targetFps),
        otherwise: MAP_DEFAULTS.targetFps,
        onlyIf: FOLDED,
      },
      {
        key: 'mhz',
        path: 'clockMhz',
        label: 'Clock, MHz',
        legal: number(...DESIGN_LIMITS.clockMhz),
        otherwise: MAP_DEFAULTS.clockMhz,
      },
      {
        key: 'rf',
        path: 'reuseFactor',
        label: 'Reuse factor',
        legal: integer(...DESIGN_LIMITS.reuseFactor),
        otherwise: MAP_DEFAULTS.reuseFactor,
        onlyIf: REUSED,
      },
      {
        key: 'st',
        path: 'strategy',
        label: 'Strategy',
        legal: word(STRATEGIES),
        otherwise: MAP_DEFAULTS.strategy,
        onlyIf: REUSED,
      },
    ],
    brief: ({ estimator, device }) => `${estimator}, ${device}`,
  },
};

/** The kinds by name, in order. */
export const KIND_NAMES = Object.keys(STEP_KINDS) as CompressionStep['kind'][];

/** A step in a word or two. */
export const briefOf = <K extends CompressionStep['kind']>(
  step: Extract<CompressionStep, { kind: K }>,
): string => STEP_KINDS[step.kind as K].brief(step);
