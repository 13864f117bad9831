import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dataset, limitDataset } from '../core/datasets/dataset';
import { datasetOfIdx, type NamedBytes } from '../core/datasets/idx-dataset';
import { MNIST_FILES } from '../core/datasets/mnist';
import { SYNTHETIC_DEFAULTS, syntheticDataset } from '../core/datasets/synthetic';
import { BitscapeError } from '../core/errors';
import { gunzip, isGzip } from './gzip';

export interface ReadOptions {
  /** Only the first so many images of each part. */
  limit?: number;
  /** Called with what is done of what there is: images drawn, or files read. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * A data set for the command line and tests.
 * @param source "synthetic", or a folder with MNIST's four files or others of their names, raw or gzipped;
 * without it $BITSCAPE_MNIST_DIR, else synthetic.
 * @throws BitscapeError "MissingFolder", "MissingFiles", and those of `datasetOfIdx` and `gunzip`.
 */
export async function readDataset(source: string | undefined, options: ReadOptions = {}): Promise<Dataset> {
  const { limit = Infinity, onProgress } = options;
  const from = source || process.env.BITSCAPE_MNIST_DIR || 'synthetic';
  if (from === 'synthetic') {
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
