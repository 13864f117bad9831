import type { JsonReader } from '../design/json-reader';
import type { Device } from './device';
import { DEVICES } from './devices';

/** More than any chip has. */
const LIMIT = 100_000_000;

/** Longest texts and list of boards: a device of a person's own has to go into a link. */
export const DEVICE_TEXT_LIMITS = { part: 40, family: 40, board: 60, boards: 8, source: 200 } as const;

const count = (least: number) => (reader: JsonReader) => reader.integer(least, LIMIT);

const text = (longest: number) => (reader: JsonReader) => {
  const value = reader.text();
  const plain = value.trim() !== '' && value.length <= longest && !/[\p{Cc}\p{Cs}]/u.test(value);
  return plain ? value : reader.fail(`a text of 1 to ${longest} characters in one line`);
};

/** How each figure of a device is read from what a person wrote: a member of a JSON object, a field of a form. */
export const DEVICE_READERS: { readonly [K in keyof Device]: (reader: JsonReader) => Device[K] } = {
  id: idOf,
  part: partOf,
  family: (reader) => reader.optional(text(DEVICE_TEXT_LIMITS.family)) ?? 'own',
  boards: (reader) => reader.optional(boardsOf) ?? [],
  lut: count(1),
  ff: count(1),
  bram18: count(0),
  uram: (reader) => reader.optional(count(0)) ?? 0,
  dsp: count(0),
  source: text(DEVICE_TEXT_LIMITS.source),
};

const KEYS = Object.keys(DEVICE_READERS);

/**
 * A device that a person describes (docs/formats/device.schema.json). `boards`, `family` and `uram` may be left out.
 * @throws the reader's error, naming what is wrong: a key that is no figure of a device (a typing slip would count as
 * absent), the id of a device of the menu, a part name that FINN and Vivado would not know.
 */
export function deviceFromJson(reader: JsonReader): Device {
  const unknown = Object.keys(reader.object()).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) reader.fail(`an object with the keys ${KEYS.join(', ')}, not ${unknown}`);
  const read = <K extends keyof Device>(key: K): Device[K] => DEVICE_READERS[key](reader.at(key));
  return {
    id: read('id'),
    part: read('part'),
    family: read('family'),
    boards: read('boards'),
    lut: read('lut'),
    ff: read('ff'),
    bram18: read('bram18'),
    uram: read('uram'),
    dsp: read('dsp'),
    source: read('source'),
  };
}

function idOf(reader: JsonReader): string {
  const id = reader.text();
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(id)) {
    return reader.fail('up to 32 lower-case letters, digits and dashes, a letter first');
  }
  return Object.hasOwn(DEVICES, id) ? reader.fail('another id: a device of the menu has it') : id;
}

function partOf(reader: JsonReader): string {
  const part = reader.text();
  const legal = /^x[a-z0-9]{2,}[a-zA-Z0-9-]*$/.test(part) && part.length <= DEVICE_TEXT_LIMITS.part;
  return legal ? part : reader.fail('a Vivado part such as xc7z020clg400-1');
}

function boardsOf(reader: JsonReader): string[] {
  const boards = reader.list();
  if (boards.length > DEVICE_TEXT_LIMITS.boards) {
    reader.fail(`a list of at most ${DEVICE_TEXT_LIMITS.boards} boards`);
  }
  return boards.map(text(DEVICE_TEXT_LIMITS.board));
}
