import { type JsonReader, jsonTextReader } from '../core/design/json-reader';
import { BitscapeError } from '../core/errors';
import { type FinnAnswers, finnAnswers, type Variant } from '../core/hardware/finn-record';
import type { Command } from './command';
import { readText } from './files';

const VARIANTS: readonly Variant[] = ['finn', 'finn-corrected'];

/** `bitscape estimate-layers`: FINN's estimates of single hardware layers. */
export const estimateLayers: Command = {
  name: 'estimate-layers',
  summary: "Estimates hardware layers, given as a list of {op, params} in FINN's names, as FINN itself does.",
  prints:
    "[{...record, ours: {lut, bram18, bram_efficiency, uram, uram_efficiency, dsp, cycles}}]: every record with FINN's " +
    'answers, its zeros where it has no model included. ours is null for a class that is not known',
  groups: [
    {
      title: 'Formulas',
      options: [
        {
          name: 'formulas',
          value: '<name>',
          help: 'finn (default): as FINN has them, its known defects included; finn-corrected: without those',
        },
      ],
    },
  ],
  files: '<records.json>',
  async run(args, io) {
    const variant = variantOf(args.get('formulas') ?? 'finn');
    const [file, ...more] = args.files;
    if (file === undefined || more.length > 0) {
      throw new BitscapeError('MissingFiles', 'give one file of records: estimate-layers <records.json>');
    }
    return jsonTextReader(await readText(file), file, 'BadRecords')
      .list()
      .map((record) => answered(record, variant, io.note));
  },
};

function variantOf(name: string): Variant {
  const variant = VARIANTS.find((candidate) => candidate === name);
  if (variant) return variant;
  throw new BitscapeError(
    'BadOption',
    `--formulas ${name}: it must be one of ${VARIANTS.join(', ')}`,
    '--formulas',
  );
}

function answered(record: JsonReader, variant: Variant, note: (line: string) => void) {
  return { ...record.object(), ours: answersOf(record, variant, note) };
}

/** The answers of one record, null with a note for a class that is not known. */
function answersOf(record: JsonReader, variant: Variant, note: (line: string) => void): FinnAnswers | null {
  try {
    return finnAnswers(
      {
        op: record.at('op').text(),
        params: record.at('params').object(),
        fpgapart: record.at('fpgapart').optional((part) => part.text()) ?? undefined,
        width: record.at('width').optional((width) => width.integer(1, 2 ** 31)) ?? undefined,
      },
      variant,
    );
  } catch (error) {
    if (!(error instanceof BitscapeError) || error.name === 'BadRecords') throw error;
    if (error.name !== 'UnknownOp') throw new BitscapeError(error.name, `${record.where}: ${error.message}`);
    note(`${record.where}: ${error.message}`);
    return null;
  }
}
