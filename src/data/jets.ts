import type { Dataset } from '../core/datasets/dataset';
import { fileJets } from '../core/datasets/jets/dataset';
import type { JetTable } from '../core/datasets/jets/facts';
import { createJetReader } from '../core/datasets/jets/reader';
import { BitscapeError } from '../core/errors';

/** Called with the bytes read so far; those of the file as it lies there, compressed or not. */
export type BytesRead = (bytes: number) => void;

/** Whether a file is one of jets, by its name: .csv or .arff, or these with .gz. */
export const isJetFile = (name: string): boolean => /\.(csv|arff)(\.gz)?$/i.test(name);

/**
 * The data set in a CSV or ARFF file of jets, read piece by piece so that no more than a piece of its text is held.
 * @throws BitscapeError of `createJetReader` and `jetsDataset`, "BadGzip".
 */
export async function readJets(
  file: ReadableStream<Uint8Array<ArrayBuffer>>,
  where: string,
  onBytes: BytesRead = () => {},
): Promise<Dataset> {
  return fileJets(await jetTable(file, where, onBytes));
}

/** The jets of such a file, as they are. */
export async function jetTable(
  file: ReadableStream<Uint8Array<ArrayBuffer>>,
  where: string,
  onBytes: BytesRead = () => {},
): Promise<JetTable> {
  const gzipped = /\.gz$/i.test(where);
  const counted = file.pipeThrough(counter(onBytes));
  const plain = gzipped ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  const reader = plain.getReader();
  const next = () =>
    reader.read().catch((error: unknown) => {
      throw gzipped
        ? new BitscapeError('BadGzip', `${where} cannot be decompressed: it is damaged or cut short`, where)
        : error;
    });
  try {
    const jets = createJetReader(where);
    const decoder = new TextDecoder();
    for (let piece = await next(); !piece.done; piece = await next()) {
      jets.push(decoder.decode(piece.value, { stream: true }));
    }
    jets.push(decoder.decode());
    return jets.end();
  } finally {
    // A file that is refused half-way is let go.
    reader.cancel().catch(() => {});
  }
}

function counter(onBytes: BytesRead): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      onBytes(bytes);
      controller.enqueue(chunk);
    },
  });
}
