import { jsonReader } from '../design/json-reader';
import type { Device } from './device';
import { deviceFromJson } from './device-json';

const COUNTS = ['lut', 'ff', 'bram18', 'uram', 'dsp'] as const;

/** Free text in letters that a link needs not escape: a space is "_", other signs are "~" and their hex bytes. */
const written = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[_~!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '_')
    .replaceAll('%', '~');

const read = (text: string): string => decodeURIComponent(text.replaceAll('~', '%').replaceAll('_', '%20'));

/** A device in one word: id, part, LUT, FF, BRAM18, URAM, DSP, family, source and boards, with commas between. */
export const deviceText = (device: Device): string =>
  [
    device.id,
    device.part,
    ...COUNTS.map((name) => String(device[name])),
    written(device.family),
    written(device.source),
    ...device.boards.map(written),
  ].join(',');

/** The device of `deviceText`, checked as one of a file; undefined if the text is not one. */
export function deviceFromText(text: string): Device | undefined {
  const [id, part, lut, ff, bram18, uram, dsp, family, source, ...boards] = text.split(',');
  const counts = { lut, ff, bram18, uram, dsp };
  const figures = Object.entries(counts).map(([name, digits]) => [
    name,
    /^\d+$/.test(digits) ? Number(digits) : digits,
  ]);
  try {
    const value = {
      id,
      part,
      ...Object.fromEntries(figures),
      family: read(family),
      source: read(source),
      boards: boards.map(read),
    };
    return deviceFromJson(jsonReader(value, 'device', 'BadDevice'));
  } catch {
    return undefined;
  }
}
