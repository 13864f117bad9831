import type { JsonReader } from '../design/json-reader';
import type { Device } from './device';
import { DEVICES } from './devices';

/** More than any chip has. */
const LIMIT = 100_000_000;

const KEYS = ['id', 'part', 'family', 'boards', 'lut', 'ff', 'bram18', 'uram', 'dsp', 'source'];

/**
 * A device that a person describes (docs/formats/device.schema.json). `boards`, `family` and `uram` may be left out.
 * @throws the reader's error, naming what is wrong: a key that is no figure of a device (a typing slip would count as
 * absent), the id of a device of the menu, a part name that FINN and Vivado would not know.
 */
export function deviceFromJson(reader: JsonReader): Device {
  const unknown = Object.keys(reader.object()).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) reader.fail(`an object with the keys ${KEYS.join(', ')}, not ${unknown}`);
  const count = (key: string, least: number) => reader.at(key).integer(least, LIMIT);
  return {
    id: idOf(reader.at('id')),
    part: partOf(reader.at('part')),
    family: reader.at('family').optional((part) => part.text()) ?? 'own',
    boards: reader.at('boards').optional((part) => part.list().map((board) => board.text())) ?? [],
    lut: count('lut', 1),
    ff: count('ff', 1),
    bram18: count('bram18', 0),
    uram: reader.at('uram').optional((part) => part.integer(0, LIMIT)) ?? 0,
    dsp: count('dsp', 0),
    source: reader.at('source').text(),
  };
}

function idOf(reader: JsonReader): string {
  const id = reader.text();
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(id)) return reader.fail('lower-case letters, digits and dashes');
  return Object.hasOwn(DEVICES, id) ? reader.fail('another id: a device of the menu has it') : id;
}

function partOf(reader: JsonReader): string {
  const part = reader.text();
  return /^x[a-z0-9]{2,}[a-zA-Z0-9-]*$/.test(part)
    ? part
    : reader.fail('a Vivado part such as xc7z020clg400-1');
}
