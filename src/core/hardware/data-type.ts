import { BitscapeError } from '../errors';

/** Width and sign of a FINN data type. */
export interface DataType {
  bits: number;
  signed: boolean;
}

/** Names that are known by now; the rest is read once and added. */
const TYPES = new Map<string, DataType>([
  ['BIPOLAR', { bits: 1, signed: true }],
  ['BINARY', { bits: 1, signed: false }],
  ['TERNARY', { bits: 2, signed: true }],
]);

/**
 * FINN's (qonnx) data type of a name: "BIPOLAR", "BINARY", "TERNARY", "INT4", "UINT8".
 * BIPOLAR counts as signed, BINARY does not.
 * @throws BitscapeError "UnknownDataType".
 */
export function dataTypeOf(name: string): DataType {
  const known = TYPES.get(name);
  if (known) return known;
  const match = /^(U?)INT([1-9]\d*)$/.exec(name);
  if (!match) {
    throw new BitscapeError(
      'UnknownDataType',
      `"${name}" is not a data type: use BIPOLAR, BINARY, TERNARY, INT<n> or UINT<n>`,
    );
  }
  const type = { bits: Number(match[2]), signed: match[1] === '' };
  TYPES.set(name, type);
  return type;
}
