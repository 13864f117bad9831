import { BIT_RANGE, type CellPosition, cellKey } from '../precision';
import { BITS_LEGAL, formatBits, parseBits } from './ranges';

/** How a value of one kind is written in a link, and which values are legal. */
export interface Codec<T> {
  /** What would be right, for messages: "an integer from 1 to 8". */
  legal: string;
  /** Whether a value of unknown origin (JSON) is legal. */
  is(value: unknown): value is T;
  /** undefined if the text is not legal. */
  parse(text: string): T | undefined;
  format(value: T): string;
}

/** Integers from `min` to `max`, in decimal digits. */
export function integer(min: number, max: number): Codec<number> {
  const is = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return {
    legal: `an integer from ${min} to ${max}`,
    is,
    parse: (text) => (/^\d+$/.test(text) && is(Number(text)) ? Number(text) : undefined),
    format: String,
  };
}

/** Reals from `min` >= 1 to `max` <= 1e9, in decimal digits with an optional fraction. */
export function decimal(min: number, max: number): Codec<number> {
  const is = (value: unknown): value is number => typeof value === 'number' && value >= min && value <= max;
  return {
    legal: `a number from ${min} to ${max}`,
    is,
    parse: (text) => (/^\d+(\.\d+)?$/.test(text) && is(Number(text)) ? Number(text) : undefined),
    format: String,
  };
}

/** Numbers from `min` to `max` of at most `digits` decimals, such as 0.75. */
export function fraction(min: number, max: number, digits: number): Codec<number> {
  const is = (value: unknown): value is number =>
    typeof value === 'number' && value >= min && value <= max && Number(value.toFixed(digits)) === value;
  return {
    legal: `a number from ${min} to ${max} of at most ${digits} decimals`,
    is,
    parse: (text) => (/^(\d+(\.\d+)?|\.\d+)$/.test(text) && is(Number(text)) ? Number(text) : undefined),
    format: String,
  };
}

/** One of the words. */
export function oneOf<T extends string>(words: readonly T[]): Codec<T> {
  const is = (value: unknown): value is T => words.some((word) => word === value);
  return {
    legal: `one of ${words.join(', ')}`,
    is,
    parse: (text) => words.find((word) => word === text),
    format: (word) => word,
  };
}

/** What `codec` takes, or null, written as `word`. */
export function orNull<T>(codec: Codec<T>, word: string): Codec<T | null> {
  return {
    legal: `${codec.legal}, or ${word}`,
    is: (value): value is T | null => value === null || codec.is(value),
    parse: (text) => (text === word ? null : codec.parse(text)),
    format: (value) => (value === null ? word : codec.format(value)),
  };
}

/** A width of the grid. */
export const bitWidth = integer(BIT_RANGE.min, BIT_RANGE.max);

/** Widths of the grid, ascending, each once, at least one: "1-3,8". */
export const bitRange: Codec<readonly number[]> = {
  legal: BITS_LEGAL,
  is: (value): value is readonly number[] =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((bits, i) => bitWidth.is(bits) && (i === 0 || value[i - 1] < bits)),
  parse: parseBits,
  format: formatBits,
};

/** Up to `limit` different cells of the grid: "w1a1,w8a8"; none is the word "none". */
export function cells(limit: number): Codec<readonly CellPosition[]> {
  const differ = (list: readonly CellPosition[]) => new Set(list.map(cellKey)).size === list.length;
  const is = (value: unknown): value is readonly CellPosition[] =>
    Array.isArray(value) && value.length <= limit && value.every(isCell) && differ(value);
  return {
    legal: `up to ${limit} different cells such as w1a1,w8a8, or none`,
    is,
    parse(text) {
      const list = text === 'none' ? [] : text.split(',').map(parseCell);
      return is(list) ? list : undefined;
    },
    format: (list) => list.map(cellKey).join(',') || 'none',
  };
}

function isCell(value: unknown): value is CellPosition {
  if (typeof value !== 'object' || value === null) return false;
  if (!('weightBits' in value && 'activationBits' in value)) return false;
  return bitWidth.is(value.weightBits) && bitWidth.is(value.activationBits);
}

function parseCell(text: string): CellPosition | undefined {
  const found = /^w(\d)a(\d)$/.exec(text);
  return found ? { weightBits: Number(found[1]), activationBits: Number(found[2]) } : undefined;
}
