import { BIT_RANGE, type CellPosition } from '../precision';
import type { JsonReader } from './json-reader';

/** The cell of a JSON object with `weightBits` and `activationBits`. @throws the reader's error. */
export const positionFromJson = (reader: JsonReader): CellPosition => ({
  weightBits: reader.at('weightBits').integer(BIT_RANGE.min, BIT_RANGE.max),
  activationBits: reader.at('activationBits').integer(BIT_RANGE.min, BIT_RANGE.max),
});
