import { BitscapeError } from '../core/errors';

/** Largest content that `gunzip` gives by default: five times MNIST's largest file. */
const LIMIT = 256 * 1024 * 1024;

/** Whether the bytes start as a gzip file does (RFC 1952: 1f 8b). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Compresses with the engine's own zlib; the bytes differ between browsers. */
export const gzip = (bytes: Uint8Array): Promise<Uint8Array> =>
  through(new CompressionStream('gzip'), bytes, Infinity);

/**
 * Decompresses a gzip file.
 * @throws BitscapeError "BadGzip" if it is damaged or cut short, or grows beyond `limit` bytes.
 */
export async function gunzip(bytes: Uint8Array, where = 'the file', limit = LIMIT): Promise<Uint8Array> {
  try {
    return await through(new DecompressionStream('gzip'), bytes, limit);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BitscapeError('BadGzip', `${where} cannot be decompressed (${reason}): fetch it again`, where);
  }
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  limit: number,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes.slice()).then(() => writer.close());
  written.catch(() => {}); // The reader gets the same error.
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > limit) {
      reader.cancel().catch(() => {});
      throw new Error(`it has more than ${limit} bytes`);
    }
  }
  await written;
  return concat(chunks, length);
}

/** The chunks in one array of their total length. */
export function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
