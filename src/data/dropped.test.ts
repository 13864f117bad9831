import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { drawJets } from '../core/datasets/jets/synthetic';
import { csvOf } from '../core/datasets/jets/testing';
import { MNIST_FILES } from '../core/datasets/mnist';
import { randomIdx } from '../core/datasets/testing';
import { memoryCache } from './cache';
import { datasetFromFiles } from './dropped';
import { loadMnist } from './mnist';

const file = (bytes: Uint8Array, name: string) => new File([bytes.slice()], name);

describe('datasetFromFiles', () => {
  const train = randomIdx(60, 1);
  const test = randomIdx(10, 2);

  it('takes four files, raw or gzipped, in any order, with any names', async () => {
    const data = await datasetFromFiles([
      file(test.labels, 'd'),
      file(gzipSync(train.images), 'a.bin'),
      file(gzipSync(test.images), 'c.gz'),
      file(train.labels, 'b.txt'),
    ]);
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([50, 10, 10]);
    expect(data.id).toMatch(/^idx-/);
  });

  it('takes one file of jets, by its name', async () => {
    const text = csvOf(drawJets({ seed: 4, count: 60 }));
    const data = await datasetFromFiles([new File([text], 'Jets.CSV')]);
    expect([data.train.height, data.train.width, data.test.count]).toEqual([1, 16, 12]);
    const gzipped = new File([gzipSync(text)], 'jets.csv.gz');
    expect(await datasetFromFiles([gzipped])).toEqual(data);
  });

  it('takes two files', async () => {
    const data = await datasetFromFiles([file(train.labels, 'labels'), file(train.images, 'images')]);
    expect(data.train.count + data.validation.count + data.test.count).toBe(60);
  });

  it('names the file that is not an IDX file, or is damaged', async () => {
    const image = file(Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'photo.png');
    await expect(datasetFromFiles([image, file(train.labels, 'labels')])).rejects.toMatchObject({
      name: 'WrongMagic',
      where: 'photo.png',
    });
    const cut = file(gzipSync(train.images).subarray(0, 500), 'cut.gz');
    await expect(datasetFromFiles([cut, file(train.labels, 'labels')])).rejects.toMatchObject({
      name: 'BadGzip',
      where: 'cut.gz',
    });
  });
});

const folder = process.env.BITSCAPE_MNIST_DIR;

describe.skipIf(!folder)('real MNIST dropped (needs BITSCAPE_MNIST_DIR with the .gz files)', () => {
  it('is recognised under any names and kept for use without a network', async () => {
    const files = await Promise.all(
      MNIST_FILES.map(async ({ name }, i) =>
        file(await readFile(join(folder ?? '', `${name}.gz`)), `file ${i}`),
      ),
    );
    const cache = memoryCache();
    const data = await datasetFromFiles(files.reverse(), { cache });
    expect(data).toMatchObject({ id: 'mnist', name: 'MNIST' });
    const again = await loadMnist({ cache, fetch: () => Promise.reject(new TypeError('offline')) });
    expect([again.train.count, again.validation.count, again.test.count]).toEqual([50_000, 10_000, 10_000]);
  });
});
