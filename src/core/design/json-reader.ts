import { BitscapeError } from '../errors';

/**
 * A part of a JSON document of unknown origin, read with checks. Every method throws a BitscapeError of the
 * document's error name that says where, what was found, and what would be right.
 */
export interface JsonReader {
  value: unknown;
  /** Path in the document: "cell.json: recipe.seed". */
  where: string;
  /** A member of an object; its value is undefined if it is absent. */
  at(key: string): JsonReader;
  list(): JsonReader[];
  text(): string;
  number(min?: number, max?: number): number;
  integer(min: number, max: number): number;
  word<T extends string>(words: readonly T[]): T;
  object(): Readonly<Record<string, unknown>>;
  /** null if the value is absent or null, else `read(this)`. */
  optional<T>(read: (reader: JsonReader) => T): T | null;
  fail(expected: string): never;
}

/** Reader of a parsed document; `where` is the file, `errorName` the name of the errors. */
export function jsonReader(value: unknown, where: string, errorName: string, path = ''): JsonReader {
  const place = path ? `${where}: ${path}` : where;
  const fail = (expected: string): never => {
    throw new BitscapeError(errorName, `${place} is ${shown(value)}; it should be ${expected}`, place);
  };
  const child = (part: unknown, step: string) => jsonReader(part, where, errorName, `${path}${step}`);
  const object = () => (isObject(value) ? value : fail('an object'));
  const number = (min = -Infinity, max = Infinity) =>
    typeof value === 'number' && value >= min && value <= max ? value : fail(`a number${range(min, max)}`);
  return {
    value,
    where: place,
    at: (key) => child(object()[key], path ? `.${key}` : key),
    list: () => (Array.isArray(value) ? value.map((part, i) => child(part, `[${i}]`)) : fail('a list')),
    text: () => (typeof value === 'string' ? value : fail('a text')),
    number,
    integer: (min, max) => (Number.isInteger(number(min, max)) ? number() : fail('an integer')),
    word: (words) => words.find((word) => word === value) ?? fail(`one of ${words.join(', ')}`),
    object,
    optional: (read) =>
      value === undefined || value === null ? null : read(jsonReader(value, where, errorName, path)),
    fail,
  };
}

/** Reader of a JSON text. @throws BitscapeError `errorName` if it is not JSON. */
export function jsonTextReader(text: string, where: string, errorName: string): JsonReader {
  try {
    return jsonReader(JSON.parse(text), where, errorName);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BitscapeError(errorName, `${where} is not JSON: ${reason}`, where);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const range = (min: number, max: number): string => {
  if (min === -Infinity) return '';
  return max === Infinity ? ` of at least ${min}` : ` from ${min} to ${max}`;
};

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
