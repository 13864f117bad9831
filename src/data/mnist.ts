import type { Dataset } from '../core/datasets/dataset';
import { mnistDataset, type NamedBytes } from '../core/datasets/idx-dataset';
import { MNIST_FILES, type MnistFile } from '../core/datasets/mnist';
import { MNIST_MIRRORS, type MnistMirror } from '../core/datasets/mnist-mirrors';
import { BitscapeError } from '../core/errors';
import { sha256Hex } from '../core/sha256';
import type { DataCache } from './cache';
import { download, type Fetch } from './download';
import { gunzip, gzip, isGzip } from './gzip';

/** Where a download stands. A file that starts again on the next mirror takes `loaded` back. */
export interface MnistProgress {
  /** Bytes of all four files, as compressed; `total` is that of the original files, near any mirror's. */
  loaded: number;
  total: number;
  /** File in work. */
  file: string;
  /** Name of the mirror that it comes from; null: from the cache. */
  mirror: string | null;
}

export interface MnistOptions {
  cache: DataCache;
  onProgress?: (progress: MnistProgress) => void;
  /** Called when a mirror fails, before the next one is tried. */
  onMirrorFailed?: (mirror: string, reason: string) => void;
  signal?: AbortSignal;
  fetch?: Fetch;
  mirrors?: readonly MnistMirror[];
  files?: readonly MnistFile[];
  /** A mirror that sends nothing for so many milliseconds has failed. */
  stallMs?: number;
}

const cacheKey = (file: MnistFile): string => `mnist/${file.name}`;

/**
 * MNIST from the cache, else from the first mirror that serves the right content, which is then cached.
 * @throws BitscapeError "MnistUnavailable" with the reason of every mirror; the signal's reason if aborted.
 */
export async function loadMnist(options: MnistOptions): Promise<Dataset> {
  const { cache, files = MNIST_FILES, signal, onProgress } = options;
  const total = files.reduce((sum, file) => sum + file.gzipBytes, 0);
  let mirrors = options.mirrors ?? MNIST_MIRRORS;
  let before = 0;
  const contents: NamedBytes[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const report = (received: number, mirror: string | null) =>
      onProgress?.({ loaded: before + Math.min(received, file.gzipBytes), total, file: file.name, mirror });
    let bytes = await cached(cache, file);
    if (!bytes) {
      const found = await fromMirrors(file, mirrors, options, report);
      await cache.put(cacheKey(file), found.packed);
      bytes = found.bytes;
      mirrors = [found.mirror, ...mirrors.filter((mirror) => mirror !== found.mirror)];
      report(file.gzipBytes, found.mirror.name);
    } else {
      report(file.gzipBytes, null);
    }
    contents.push({ name: file.name, bytes });
    before += file.gzipBytes;
  }
  return mnistDataset(contents);
}

/** Puts MNIST's files, got otherwise, in the cache for `loadMnist`. */
export async function cacheMnist(
  cache: DataCache,
  files: readonly { file: MnistFile; bytes: Uint8Array }[],
): Promise<void> {
  for (const { file, bytes } of files) await cache.put(cacheKey(file), await gzip(bytes));
}

/** A file of the cache, or undefined if it is not there or damaged. */
async function cached(cache: DataCache, file: MnistFile): Promise<Uint8Array | undefined> {
  const packed = await cache.get(cacheKey(file));
  return packed && (await verified(packed, file).catch(() => undefined));
}

interface Found {
  mirror: MnistMirror;
  bytes: Uint8Array;
  /** Gzipped, for the cache. */
  packed: Uint8Array;
}

async function fromMirrors(
  file: MnistFile,
  mirrors: readonly MnistMirror[],
  options: MnistOptions,
  report: (received: number, mirror: string) => void,
): Promise<Found> {
  const failures = new Map<string, string[]>();
  for (const mirror of mirrors) {
    const url = `${mirror.base}${file.name}.gz`;
    try {
      report(0, mirror.name);
      const body = await download(url, {
        fetch: options.fetch,
        signal: options.signal,
        stallMs: options.stallMs,
        limit: file.bytes + 1024,
        onBytes: (received) => report(received, mirror.name),
      });
      const bytes = await verified(body, file);
      return { mirror, bytes, packed: isGzip(body) ? body : await gzip(body) };
    } catch (error) {
      options.signal?.throwIfAborted();
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const short = reason.replace(`${url}: `, '');
      failures.set(short, [...(failures.get(short) ?? []), mirror.name]);
      options.onMirrorFailed?.(mirror.name, reason);
    }
  }
  const reasons = [...failures].map(([reason, names]) => `${names.join(', ')}: ${reason}`);
  throw new BitscapeError(
    'MnistUnavailable',
    `No mirror gave ${file.name}. ${reasons.join('; ')}. Try again later, drop MNIST's four files here, ` +
      'or use the synthetic digits.',
    file.name,
  );
}

/** The decompressed content, which must have the file's hash. */
async function verified(body: Uint8Array, file: MnistFile): Promise<Uint8Array> {
  const bytes = isGzip(body) ? await gunzip(body, file.name, file.bytes) : body;
  const found = sha256Hex(bytes);
  if (found !== file.sha256) {
    throw new BitscapeError(
      'HashMismatch',
      `${file.name} is not MNIST's file: ${bytes.length} bytes with SHA-256 ${found}, ` +
        `expected ${file.bytes} bytes with ${file.sha256}`,
      file.name,
    );
  }
  return bytes;
}
