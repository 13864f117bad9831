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
  ['FLOAT16', { bits: 16, signed: true }],
  ['FLOAT32', { bits: 32, signed: true }],
]);

/** INT<n>, UINT<n>, and qonnx's signed types with a scale or a fixed point. */
const PATTERNS: readonly { pattern: RegExp; signed: boolean }[] = [
  { pattern: /^INT([1-9]\d*)$/, signed: true },
  { pattern: /^UINT([1-9]\d*)$/, signed: false },
  { pattern: /^SCALEDINT<([1-9]\d*)>$/, signed: true },
  { pattern: /^FIXED<([1-9]\d*),\d+>$/, signed: true },
];

/**
 * FINN's (qonnx) data type of a name: "BIPOLAR", "BINARY", "TERNARY", "INT4", "UINT8", "FIXED<8,3>", ...
 * BIPOLAR counts as signed, BINARY does not.
 * @throws BitscapeError "UnknownDataType".
 */
export function dataTypeOf(name: string): DataType {
  const known = TYPES.get(name);
  if (known) return known;
  for (const { pattern, signed } of PATTERNS) {
    const bits = pattern.exec(name)?.[1];
    if (bits === undefined) continue;
    const type = { bits: Number(bits), signed };
    TYPES.set(name, type);
    return type;
  }
  throw new BitscapeError(
    'UnknownDataType',
    `"${name}" is not a data type: use BIPOLAR, BINARY, TERNARY, INT<n>, UINT<n>, FIXED<n,i>, SCALEDINT<n>, FLOAT16 or ` +
      'FLOAT32',
  );
}
