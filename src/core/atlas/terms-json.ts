import type { JsonReader } from '../design/json-reader';
import { DESIGN_LIMITS } from '../design/limits';
import { PRESETS } from '../network/presets';
import { BIT_RANGE, type CellPosition } from '../precision';
import type { AtlasTerms } from './atlas';

/** Name of the errors of all files of the atlas. */
export const ATLAS_ERROR = 'BadAtlasFile';

/** @throws the reader's error. */
export const termsFromJson = (reader: JsonReader): AtlasTerms => ({
  network: reader.at('network').word(Object.keys(PRESETS)),
  inputBits: reader.at('inputBits').integer(BIT_RANGE.min, BIT_RANGE.max),
  loss: reader.at('loss').word(['cross-entropy', 'squared-hinge']),
  epochs: reader.at('epochs').integer(...DESIGN_LIMITS.epochs),
});

/** Id of a run, fit for the name of a file. @throws the reader's error. */
export const idFromJson = (reader: JsonReader): string =>
  matching(reader, /^[a-z0-9-]+$/, 'letters, digits and -');

/** A text of that pattern. @throws the reader's error with `expected`. */
export const matching = (reader: JsonReader, pattern: RegExp, expected: string): string =>
  pattern.test(reader.text()) ? reader.text() : reader.fail(expected);

/** A seed. @throws the reader's error. */
export const seedFromJson = (reader: JsonReader): number => reader.integer(...DESIGN_LIMITS.seed);

/** Checks that `values` ascend, so that none comes twice. @throws the reader's error with `expected`. */
export function assertAscending(reader: JsonReader, values: readonly number[], expected: string): void {
  if (values.some((value, i) => i > 0 && value <= values[i - 1])) reader.fail(expected);
}

/** Place of a cell in the order W down, A across. */
export const orderOf = ({ weightBits, activationBits }: CellPosition): number =>
  weightBits * (BIT_RANGE.max + 1) + activationBits;
