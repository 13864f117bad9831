import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Dataset, limitDataset } from '../core/datasets/dataset';
import { datasetOfIdx, type NamedBytes } from '../core/datasets/idx-dataset';
import { SYNTHETIC_JETS_DEFAULTS, syntheticJets } from '../core/datasets/jets/synthetic';
import { MNIST_FILES } from '../core/datasets/mnist';
import { SYNTHETIC_DEFAULTS, syntheticDataset } from '../core/datasets/synthetic';
import { BitscapeError } from '../core/errors';
import { gunzip, isGzip } from './gzip';
import { isJetFile, readJets } from './jets';

export interface ReadOptions {
  /** Only the first so many images of each part. */
  limit?: number;
  /** What "synthetic" draws, and what is meant without a source; images if left out. */
  kind?: 'images' | 'jets';
  /** Called with what is done of what there is: images drawn, files or bytes read. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * A data set for the command line and tests.
 * @param source "synthetic", a folder with MNIST's four files or others of their names, raw or gzipped, or a .csv or .arff
 * file of jets; without it $BITSCAPE_MNIST_DIR for images and $BITSCAPE_JETS_FILE for jets, else synthetic.
 * @throws BitscapeError "MissingFolder", "MissingFiles", "NoSuchFile", and those of `datasetOfIdx`, `gunzip` and
 * `readJets`.
 */
export async function readDataset(source: string | undefined, options: ReadOptions = {}): Promise<Dataset> {
  const { limit = Infinity, kind = 'images', onProgress } = options;
  const { BITSCAPE_MNIST_DIR, BITSCAPE_JETS_FILE } = process.env;
  const from = source || (kind === 'jets' ? BITSCAPE_JETS_FILE : BITSCAPE_MNIST_DIR) || 'synthetic';
  if (isJetFile(from)) return limitDataset(await readJetFile(from, onProgress), limit);
  if (from === 'synthetic') {
    if (kind === 'jets') return limitDataset(syntheticJets(SYNTHETIC_JETS_DEFAULTS), limit);
    const { seed, train, validation, test } = SYNTHETIC_DEFAULTS;
    const atMost = (count: number) => Math.min(count, limit);
    return syntheticDataset({
      seed,
      train: atMost(train),
      validation: atMost(validation),
      test: atMost(test),
      onProgress,
    });
  }
  const data = datasetOfIdx(await readFolder(from, onProgress));
  return limitDataset(data, limit);
}

async function readJetFile(path: string, onProgress: ReadOptions['onProgress']): Promise<Dataset> {
  const { size } = await stat(path).catch(() => {
    throw new BitscapeError('NoSuchFile', `there is no file ${path}`, path);
  });
  const chunks = createReadStream(path, { highWaterMark: 2 ** 20 })[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  return readJets(stream, basename(path), (bytes) => onProgress?.(bytes, size));
}

/** Names under which a file is found: MNIST's, or with the dot that some copies have, raw or gzipped. */
const namesOf = (name: string): string[] => {
  const dotted = name.replace(/-(idx\d)/, '.$1');
  return [name, `${name}.gz`, dotted, `${dotted}.gz`];
};

async function readFolder(folder: string, onProgress: ReadOptions['onProgress']): Promise<NamedBytes[]> {
  const present = await readdir(folder).catch(() => {
    throw new BitscapeError(
      'MissingFolder',
      `${folder} is not a folder that can be read: give "synthetic" or a folder with MNIST's four IDX files`,
      folder,
    );
  });
  const found = MNIST_FILES.map((file) => namesOf(file.name).find((name) => present.includes(name)));
  const missing = MNIST_FILES.filter((_, i) => !found[i]).map((file) => file.name);
  if (missing.length) {
    throw new BitscapeError(
      'MissingFiles',
      `${folder} lacks ${missing.join(', ')} (raw or with .gz): all four IDX files are needed`,
      folder,
    );
  }
  const files: NamedBytes[] = [];
  for (const name of found.filter((name) => name !== undefined)) {
    const bytes: Uint8Array = await readFile(join(folder, name));
    files.push({ name, bytes: isGzip(bytes) ? await gunzip(bytes, name) : bytes });
    onProgress?.(files.length, found.length);
  }
  return files;
}
