import { withLayer } from '../../core/design/per-layer';
import {
  layerChoice,
  legalRams,
  MVAU_CHOICES,
  type MvauOptionName,
  type MvauOptions,
  ofLayer,
} from '../../core/hardware/mvau-options';

/** Value of a menu whose layers differ. */
export const MIXED = 'mixed';

/** One entry of a menu. */
export interface Entry {
  value: string;
  label: string;
  disabled: boolean;
}

/** A menu of one option. */
export interface Menu {
  name: MvauOptionName;
  label: string;
  /** What is chosen; `MIXED` where the layers differ. */
  value: string;
  entries: Entry[];
  /** Why it has no effect; null if it has. */
  idle: string | null;
}

const LABELS: Readonly<Record<MvauOptionName, string>> = {
  memory: 'Weights',
  ram: 'RAM style',
  multipliers: 'Multipliers',
  thresholdMemory: 'Threshold memory',
  thresholds: 'Thresholds',
  activation: 'Activation',
};

const WORDS: { readonly [K in MvauOptionName]: Readonly<Record<(typeof MVAU_CHOICES)[K][number], string>> } =
  {
    memory: { decoupled: 'decoupled', embedded: 'embedded', external: 'external' },
    ram: { auto: 'auto', block: 'block RAM', distributed: 'LUTs', ultra: 'UltraRAM' },
    multipliers: { lut: 'LUTs', dsp: 'DSPs' },
    thresholdMemory: { auto: 'auto, not billed', distributed: 'LUTs' },
    thresholds: { quantizer: "the quantizer's", a: 'A', half: '2^(A-1)', full: '2^A - 1' },
    activation: {
      thresholds: 'thresholds',
      affine: 'scale and shift',
      'two-hot': 'two shifts, no DSP',
      auto: 'fewest LUTs',
    },
  };

/** The menus for all layers, in order. */
export const networkMenus = (options: MvauOptions, layers: number): Menu[] =>
  (['memory', 'ram', 'multipliers', 'activation', 'thresholdMemory', 'thresholds'] as const).map((name) =>
    menuOf(
      name,
      options,
      Array.from({ length: layers }, (_, i) => i),
    ),
  );

/** The menus of one layer. */
export const layerMenus = (options: MvauOptions, layer: number): Menu[] =>
  (['memory', 'ram', 'activation'] as const).map((name) => menuOf(name, options, [layer]));

function menuOf(name: MvauOptionName, options: MvauOptions, layers: readonly number[]): Menu {
  const values = new Set(layers.map((i) => ofLayer<string>(options[name], i)));
  const [first] = values;
  const mixed = values.size > 1;
  const words: Readonly<Record<string, string>> = WORDS[name];
  const legal = legalAmong(name, options, layers);
  return {
    name,
    label: LABELS[name],
    value: mixed ? MIXED : first,
    entries: [
      ...(mixed ? [{ value: MIXED, label: 'by layer', disabled: true }] : []),
      ...MVAU_CHOICES[name].map((value) => ({
        value,
        label: words[value],
        disabled: !legal.includes(value),
      })),
    ],
    idle: idleReason(name, options, layers),
  };
}

/** The values that at least one of the layers may have. */
const legalAmong = (
  name: MvauOptionName,
  options: MvauOptions,
  layers: readonly number[],
): readonly string[] =>
  name === 'ram' ? layers.flatMap((i) => legalRams(layerChoice(options, i).memory)) : MVAU_CHOICES[name];

function idleReason(name: MvauOptionName, options: MvauOptions, layers: readonly number[]): string | null {
  const choices = layers.map((i) => layerChoice(options, i));
  if (name === 'ram' && choices.every(({ memory }) => memory !== 'decoupled')) {
    return 'FINN heeds the RAM style of decoupled weights only';
  }
  const counted = ['thresholds', 'thresholdMemory'].includes(name);
  if (counted && choices.every(({ activation }) => activation === 'affine' || activation === 'two-hot')) {
    return 'no layer has thresholds';
  }
  if (name === 'thresholds' && choices.every(({ thresholdMemory }) => thresholdMemory === 'auto')) {
    return 'FINN bills thresholds only where they are in LUTs';
  }
  return null;
}

/** The options with one changed for all layers. `value` comes from the menu. */
export const withOption = (options: MvauOptions, name: MvauOptionName, value: string): MvauOptions => ({
  ...options,
  [name]: value,
});

/** The options with one changed for one layer. `value` comes from the menu. */
export const withLayerOption = (
  options: MvauOptions,
  name: MvauOptionName,
  layers: number,
  layer: number,
  value: string,
): MvauOptions => ({ ...options, [name]: withLayer<string>(options[name], layers, layer, value) });
