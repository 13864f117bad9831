import { BitscapeError } from '../errors';
import { RAM_STYLES } from './attributes';

/**
 * Thresholds of a neuron with A-bit outputs: as many as our quantizer needs; `a`: A, as BNN-PYNQ's `L_API` template
 * has; `half`: 2^(A-1), those of a hard tanh; `full`: 2^A - 1, those of FINN's formula.
 */
export const THRESHOLD_COUNTS = ['quantizer', 'a', 'half', 'full'] as const;

/** FINN's `ram_style_thresholds`, less "block": FINN's figures are those of "auto", which bills no thresholds. */
export const THRESHOLD_MEMORIES = ['auto', 'distributed'] as const;

/** FINN's `mem_mode`: where the weights come from. */
export const WEIGHT_MEMORIES = ['decoupled', 'embedded', 'external'] as const;

/** FINN's `resType`, less "auto", which counts as "lut". */
export const MULTIPLIERS = ['lut', 'dsp'] as const;

/**
 * How a hidden layer gets from sums to codes: by its thresholds; by a line per neuron, with a multiplier (`affine`) or with
 * two shifts and adds (`two-hot`, in which the whole layer has no multiplier); `auto`: what takes the fewest LUTs.
 * Ours: FINN's MVAU has thresholds alone.
 */
export const ACTIVATIONS = ['thresholds', 'affine', 'two-hot', 'auto'] as const;

/** What each option of an MVAU may be; FINN's default, or ours, first. */
export const MVAU_CHOICES = {
  thresholds: THRESHOLD_COUNTS,
  thresholdMemory: THRESHOLD_MEMORIES,
  memory: WEIGHT_MEMORIES,
  ram: RAM_STYLES,
  multipliers: MULTIPLIERS,
  activation: ACTIVATIONS,
} as const;

export type MvauOptionName = keyof typeof MVAU_CHOICES;

/** The options of one MVAU. */
export type MvauChoice = { readonly [K in MvauOptionName]: (typeof MVAU_CHOICES)[K][number] };

/** One value for all layers, or a list with one for each. */
export type PerLayer<T> = T | readonly T[];

/** The options of a network's MVAUs. */
export type MvauOptions = { readonly [K in MvauOptionName]: PerLayer<MvauChoice[K]> };

export const MVAU_OPTION_NAMES: readonly MvauOptionName[] = [
  'thresholds',
  'thresholdMemory',
  'memory',
  'ram',
  'multipliers',
  'activation',
];

/** What they are called in messages. */
export const MVAU_OPTION_LABELS: Readonly<Record<MvauOptionName, string>> = {
  thresholds: 'threshold count',
  thresholdMemory: 'threshold memory',
  memory: 'weight memory',
  ram: 'RAM style',
  multipliers: 'multipliers',
  activation: 'activation',
};

/** FINN's defaults, with the thresholds of our quantizer. */
export const MVAU_OPTION_DEFAULTS: MvauChoice = {
  thresholds: 'quantizer',
  thresholdMemory: 'auto',
  memory: 'decoupled',
  ram: 'auto',
  multipliers: 'lut',
  activation: 'thresholds',
};

/** The value of a layer. */
export const ofLayer = <T extends string>(values: PerLayer<T>, layer: number): T =>
  typeof values === 'string' ? values : values[layer];

/** The options of one layer. */
export const layerChoice = (options: MvauOptions, layer: number): MvauChoice => ({
  thresholds: ofLayer(options.thresholds, layer),
  thresholdMemory: ofLayer(options.thresholdMemory, layer),
  memory: ofLayer(options.memory, layer),
  ram: ofLayer(options.ram, layer),
  multipliers: ofLayer(options.multipliers, layer),
  activation: ofLayer(options.activation, layer),
});

/** RAM styles that mean something: FINN heeds `ram_style` for decoupled weights only (matrixvectoractivation.py). */
export const legalRams = (memory: MvauChoice['memory']): readonly MvauChoice['ram'][] =>
  memory === 'decoupled' ? RAM_STYLES : ['auto'];

/**
 * Checks options against the layers, by name.
 * @throws BitscapeError "MvauOptionCount" for a list that has not one value per layer, "IllegalMvauOption" for a RAM style
 * that FINN would not heed, each with what is legal.
 */
export function checkMvauOptions(layers: readonly { name: string }[], options: MvauOptions): void {
  for (const name of MVAU_OPTION_NAMES) checkCount(layers, name, options[name]);
  checkRams(layers, options);
}

/** Checks the RAM styles against the weight memories. @throws BitscapeError "IllegalMvauOption". */
export function checkRams(
  layers: readonly { name: string }[],
  options: Pick<MvauOptions, 'memory' | 'ram'>,
): void {
  layers.forEach((layer, i) => {
    const [memory, ram] = [ofLayer(options.memory, i), ofLayer(options.ram, i)];
    const legal = legalRams(memory);
    if (legal.includes(ram)) return;
    throw new BitscapeError(
      'IllegalMvauOption',
      `${layer.name}: RAM style ${ram} is for decoupled weights; with weight memory ${memory} legal: ${legal.join(', ')}`,
      layer.name,
    );
  });
}

/** Checks that a list has one value per layer. @throws BitscapeError "MvauOptionCount". */
export function checkCount(
  layers: readonly { name: string }[],
  name: MvauOptionName,
  values: MvauOptions[MvauOptionName],
): void {
  if (typeof values === 'string' || values.length === layers.length) return;
  throw new BitscapeError(
    'MvauOptionCount',
    `${MVAU_OPTION_LABELS[name]}: ${values.length} values for ${layers.length} layers: give one for all, or one for each of ` +
      layers.map((layer) => layer.name).join(', '),
    name,
  );
}
