import type { Dataset } from '../core/datasets/dataset';
import { datasetOfIdx } from '../core/datasets/idx-dataset';
import { mnistFileOf } from '../core/datasets/mnist';
import type { DataCache } from './cache';
import { gunzip, isGzip } from './gzip';
import { isJetFile, readJets } from './jets';
import { cacheMnist } from './mnist';

/**
 * The data set of two or four dropped IDX files, raw or gzipped, with any names, or of one CSV or ARFF file of jets.
 * MNIST's own files are recognised by their hashes and, given a cache, kept there: `loadMnist` finds them later without a
 * network.
 * @throws BitscapeError of `datasetOfIdx` and `readJets`, "BadGzip".
 */
export async function datasetFromFiles(
  files: readonly File[],
  { cache }: { cache?: DataCache } = {},
): Promise<Dataset> {
  if (files.length === 1 && isJetFile(files[0].name)) return readJets(files[0].stream(), files[0].name);
  const contents = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: await contentOf(file) })),
  );
  const data = datasetOfIdx(contents);
  if (cache && data.id === 'mnist') {
    const known = contents.flatMap(({ bytes }) => {
      const file = mnistFileOf(bytes);
      return file ? [{ file, bytes }] : [];
    });
    await cacheMnist(cache, known);
  }
  return data;
}

async function contentOf(file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return isGzip(bytes) ? gunzip(bytes, file.name) : bytes;
}
