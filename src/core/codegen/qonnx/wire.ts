/** An encoded message as the pieces that it was made of: putting one into another copies nothing. */
export interface Encoded {
  size: number;
  pieces: readonly Uint8Array[];
}

/** Wire types of protocol buffers: how a reader finds the end of a field. */
const VARINT = 0;
const DELIMITED = 2;
const FIXED32 = 5;

/** Fields one after the other: a message. */
export const message = (...fields: readonly Encoded[]): Encoded => ({
  size: fields.reduce((sum, { size }) => sum + size, 0),
  pieces: fields.flatMap(({ pieces }) => pieces),
});

/** An int32, int64 or enum field; negative numbers take ten bytes. */
export const integerField = (field: number, value: number): Encoded =>
  encoded([...tag(field, VARINT), ...varint(value)]);

/** A float field: little-endian float32. */
export function floatField(field: number, value: number): Encoded {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setFloat32(0, value, true);
  return encoded([...tag(field, FIXED32), ...new Uint8Array(bytes.buffer)]);
}

/** A string field, UTF-8. */
export const textField = (field: number, value: string): Encoded =>
  bytesField(field, new TextEncoder().encode(value));

/** A bytes field. */
export const bytesField = (field: number, value: Uint8Array): Encoded =>
  messageField(field, { size: value.length, pieces: [value] });

/** A field that is a message. */
export const messageField = (field: number, value: Encoded): Encoded =>
  message(encoded([...tag(field, DELIMITED), ...varint(value.size)]), value);

/** The bytes of a message in one array. */
export function bytesOfMessage({ size, pieces }: Encoded): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const encoded = (bytes: readonly number[]): Encoded => ({
  size: bytes.length,
  pieces: [Uint8Array.from(bytes)],
});

const tag = (field: number, wireType: number): number[] => varint(field * 8 + wireType);

/** Base 128, low digits first; the top bit says that more follow. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const digit = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? digit | 128 : digit);
  } while (rest > 0n);
  return bytes;
}
