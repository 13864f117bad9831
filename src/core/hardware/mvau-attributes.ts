import { BitscapeError } from '../errors';
import { dataTypeOf } from './data-type';
import { MVAU_DEFAULTS, type MvauParams } from './mvau';

/** Node attributes as they come from a file: names to anything. */
export type Attributes = Readonly<Record<string, unknown>>;

const MEM_MODES = ['internal_decoupled', 'internal_embedded', 'external'] as const;
const RAM_STYLES = ['auto', 'block', 'distributed', 'ultra'] as const;
const THRESHOLD_STYLES = ['auto', 'block', 'distributed'] as const;
const RES_TYPES = ['auto', 'lut', 'dsp'] as const;

/**
 * The MVAU of FINN's attributes, with FINN's defaults for those left out; others are ignored.
 * @throws BitscapeError "IllegalAttribute" that says what would be right.
 */
export function mvauOfAttributes(a: Attributes): MvauParams {
  return {
    MW: size(a, 'MW'),
    MH: size(a, 'MH'),
    SIMD: size(a, 'SIMD'),
    PE: size(a, 'PE'),
    weightDataType: dataType(a, 'weightDataType'),
    inputDataType: dataType(a, 'inputDataType'),
    outputDataType: dataType(a, 'outputDataType'),
    accDataType: dataType(a, 'accDataType', MVAU_DEFAULTS.accDataType),
    noActivation: oneOf(a, 'noActivation', [0, 1] as const, MVAU_DEFAULTS.noActivation),
    resType: oneOf(a, 'resType', RES_TYPES, MVAU_DEFAULTS.resType),
    mem_mode: oneOf(a, 'mem_mode', MEM_MODES, MVAU_DEFAULTS.mem_mode),
    ram_style: oneOf(a, 'ram_style', RAM_STYLES, MVAU_DEFAULTS.ram_style),
    ram_style_thresholds: oneOf(
      a,
      'ram_style_thresholds',
      THRESHOLD_STYLES,
      MVAU_DEFAULTS.ram_style_thresholds,
    ),
    numInputVectors: sizes(a, 'numInputVectors', MVAU_DEFAULTS.numInputVectors),
  };
}

const illegal = (name: string, value: unknown, right: string): BitscapeError =>
  new BitscapeError('IllegalAttribute', `${name} is ${JSON.stringify(value)}: use ${right}`, name);

const isSize = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;

function size(a: Attributes, name: string): number {
  const value = a[name];
  if (isSize(value)) return value;
  throw illegal(name, value, 'a positive integer');
}

function sizes(a: Attributes, name: string, otherwise: readonly number[]): readonly number[] {
  const value = a[name] ?? otherwise;
  if (Array.isArray(value) && value.every(isSize)) return value;
  throw illegal(name, value, 'a list of positive integers');
}

function dataType(a: Attributes, name: string, otherwise?: string): string {
  const value = a[name] ?? otherwise;
  if (typeof value !== 'string') throw illegal(name, value, 'a data type such as INT4');
  dataTypeOf(value);
  return value;
}

function oneOf<T extends string | number>(
  a: Attributes,
  name: string,
  choices: readonly T[],
  otherwise: T,
): T {
  const value = a[name] ?? otherwise;
  const choice = choices.find((c) => c === value);
  if (choice === undefined) throw illegal(name, value, `one of ${choices.join(', ')}`);
  return choice;
}
