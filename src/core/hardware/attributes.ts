import { BitscapeError } from '../errors';
import { type DataType, dataTypeOf } from './data-type';

/** Node attributes as they come from a file: names to anything. */
export type Attributes = Readonly<Record<string, unknown>>;

const illegal = (name: string, value: unknown, right: string): BitscapeError =>
  new BitscapeError(
    'IllegalAttribute',
    `${name} is ${value === undefined ? 'missing' : JSON.stringify(value)}: use ${right}`,
    name,
  );

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
const isSize = (value: unknown): value is number => isCount(value) && value >= 1;

/** A positive integer. @throws BitscapeError "IllegalAttribute", as all readers here. */
export function size(a: Attributes, name: string, otherwise?: number): number {
  const value = a[name] ?? otherwise;
  if (isSize(value)) return value;
  throw illegal(name, value, 'a positive integer');
}

/** An integer from 0. */
export function count(a: Attributes, name: string, otherwise: number): number {
  const value = a[name] ?? otherwise;
  if (isCount(value)) return value;
  throw illegal(name, value, 'an integer from 0');
}

/** A list of positive integers. */
export function sizes(a: Attributes, name: string, otherwise?: readonly number[]): readonly number[] {
  const value = a[name] ?? otherwise;
  if (Array.isArray(value) && value.every(isSize)) return value;
  throw illegal(name, value, 'a list of positive integers');
}

/** Height and width. */
export function pair(
  a: Attributes,
  name: string,
  otherwise?: readonly [number, number],
): readonly [height: number, width: number] {
  const values = a[name] ?? otherwise;
  if (Array.isArray(values) && values.length === 2 && values.every(isSize)) return [values[0], values[1]];
  throw illegal(name, values, 'two positive integers, [height, width]');
}

/** The name of a data type. @throws BitscapeError "UnknownDataType" for a name that is none. */
export function dataType(a: Attributes, name: string, otherwise?: string): string {
  const value = a[name] ?? otherwise;
  if (typeof value !== 'string') throw illegal(name, value, 'a data type such as INT4');
  dataTypeOf(value);
  return value;
}

/** Width and sign of a data type. */
export const typeOf = (a: Attributes, name: string, otherwise?: string): DataType =>
  dataTypeOf(dataType(a, name, otherwise));

/** One of a few values. */
export function oneOf<T extends string | number>(
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

/** A quotient that FINN needs whole, as in "SIMD must divide IFMChannels". */
export function whole(a: Attributes, of: string, value: number, by: string, divisor: number): number {
  if (value % divisor === 0) return value / divisor;
  throw illegal(by, a[by], `a divisor of ${of} ${value}`);
}

/** Choices that several kinds share. */
export const MEM_MODES = ['internal_decoupled', 'internal_embedded', 'external'] as const;
export const RAM_STYLES = ['auto', 'block', 'distributed', 'ultra'] as const;
export const RES_TYPES = ['auto', 'lut', 'dsp'] as const;

export type MemMode = (typeof MEM_MODES)[number];
export type RamStyle = (typeof RAM_STYLES)[number];
