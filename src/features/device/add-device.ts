import { jsonReader } from '../../core/design/json-reader';
import { BitscapeError } from '../../core/errors';
import type { Device } from '../../core/hardware/device';
import { DEVICE_READERS, deviceFromJson } from '../../core/hardware/device-json';
import { type DspBlock, dspBlockOf } from '../../core/hardware/mvau-dsp';

const ERROR = 'BadDevice';

/** A field of the form: a figure of a device as a person types it. */
export interface DeviceField {
  name: Exclude<keyof Device, 'boards'> | 'board';
  label: string;
  kind: 'text' | 'count';
  /** What stands in the empty field; also the value of `otherwise`. */
  hint: string;
  /** Value of the empty field; without it the field must be filled. */
  otherwise?: string;
}

/** The form, in order. */
export const DEVICE_FIELDS: readonly DeviceField[] = [
  { name: 'id', label: 'Name', kind: 'text', hint: 'my-z7014' },
  { name: 'part', label: 'Vivado part', kind: 'text', hint: 'xc7z014sclg400-1' },
  { name: 'family', label: 'Family', kind: 'text', hint: 'own', otherwise: 'own' },
  { name: 'board', label: 'Board', kind: 'text', hint: 'none', otherwise: '' },
  { name: 'lut', label: 'LUT', kind: 'count', hint: '40600' },
  { name: 'ff', label: 'FF', kind: 'count', hint: '81200' },
  { name: 'bram18', label: 'BRAM18', kind: 'count', hint: 'twice the RAMB36' },
  { name: 'uram', label: 'URAM', kind: 'count', hint: '0', otherwise: '0' },
  { name: 'dsp', label: 'DSP', kind: 'count', hint: '170' },
  { name: 'source', label: 'Source', kind: 'text', hint: 'AMD DS190', otherwise: 'not given' },
];

export type DeviceDraft = Readonly<Record<DeviceField['name'], string>>;

export const EMPTY_DRAFT: DeviceDraft = {
  id: '',
  part: '',
  family: '',
  board: '',
  lut: '',
  ff: '',
  bram18: '',
  uram: '',
  dsp: '',
  source: '',
};

/** What is wrong, by field. */
export type DraftProblems = Partial<Record<DeviceField['name'], string>>;

/** The device that was typed, or what is wrong with it, field by field. */
export function deviceOfDraft(draft: DeviceDraft): { device: Device } | { problems: DraftProblems } {
  const problems: DraftProblems = {};
  const values: Partial<Record<keyof Device, unknown>> = {};
  for (const field of DEVICE_FIELDS) {
    const value = typedValue(field, draft[field.name]);
    const key = field.name === 'board' ? 'boards' : field.name;
    values[key] = value;
    try {
      DEVICE_READERS[key](jsonReader(value, field.label, ERROR));
    } catch (error) {
      if (!(error instanceof BitscapeError)) throw error;
      problems[field.name] = error.message;
    }
  }
  if (Object.keys(problems).length > 0) return { problems };
  return { device: deviceFromJson(jsonReader(values, 'form', ERROR)) };
}

/** What JSON would hold: nothing for an empty field, a number where the digits are one. */
function typedValue({ name, kind, otherwise }: DeviceField, typed: string): unknown {
  const text = typed.trim() || otherwise;
  if (name === 'board') return text ? [text] : [];
  if (text === undefined || kind === 'text') return text;
  const digits = text.replaceAll(/[\s,_]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : text;
}

/** The kind of DSP block, which the part tells; null until it could be one. */
export const dspBlockOfDraft = ({ part }: DeviceDraft): DspBlock | null =>
  /^x[a-z0-9]{3,}/.test(part.trim()) ? dspBlockOf(part.trim()) : null;
