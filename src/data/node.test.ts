import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drawJets } from '../core/datasets/jets/synthetic';
import { arffOf, csvOf } from '../core/datasets/jets/testing';
import { randomIdx } from '../core/datasets/testing';
import { readDataset } from './node';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bitscape-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('readDataset', () => {
  const train = randomIdx(60, 1);
  const test = randomIdx(10, 2);
  const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);
  const writeAll = async () => {
    await write('train-images-idx3-ubyte', train.images);
    await write('train-labels-idx1-ubyte.gz', gzipSync(train.labels));
    await write('t10k-images.idx3-ubyte', test.images);
    await write('t10k-labels.idx1-ubyte.gz', gzipSync(test.labels));
  };

  it('reads a folder of four files, raw or gzipped, with dash or dot', async () => {
    await writeAll();
    const steps: string[] = [];
    const data = await readDataset(folder, { onProgress: (done, total) => steps.push(`${done}/${total}`) });
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([50, 10, 10]);
    expect(steps).toEqual(['1/4', '2/4', '3/4', '4/4']);
  });

  it('takes the folder of the environment when no source is given', async () => {
    await writeAll();
    vi.stubEnv('BITSCAPE_MNIST_DIR', folder);
    expect((await readDataset(undefined)).id).toMatch(/^idx-/);
    expect((await readDataset('synthetic', { limit: 3 })).id).toMatch(/^synthetic/);
  });

  it('reads a file of jets, CSV or ARFF, raw or gzipped, with progress', async () => {
    const table = drawJets({ seed: 4, count: 60 });
    await write('jets.csv', new TextEncoder().encode(csvOf(table)));
    await write('jets.arff.gz', gzipSync(arffOf(table)));
    const bytes: number[] = [];
    const data = await readDataset(join(folder, 'jets.csv'), { onProgress: (done) => bytes.push(done) });
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([44, 4, 12]);
    expect(bytes.at(-1)).toBe(csvOf(table).length);
    vi.stubEnv('BITSCAPE_JETS_FILE', join(folder, 'jets.arff.gz'));
    expect(await readDataset(undefined, { kind: 'jets' })).toEqual(data);
    expect((await readDataset(undefined, { kind: 'jets', limit: 3 })).train.count).toBe(3);
  });

  it('draws synthetic jets for a network that takes jets', async () => {
    vi.stubEnv('BITSCAPE_JETS_FILE', '');
    vi.stubEnv('BITSCAPE_MNIST_DIR', folder);
    const data = await readDataset(undefined, { kind: 'jets', limit: 5 });
    expect(data).toMatchObject({ id: 'synthetic-jets-first5', classes: ['g', 'q', 'w', 'z', 't'] });
    expect(data.name).toContain('not the LHC data');
  });

  it('says which file of jets is not there, or damaged', async () => {
    await expect(readDataset(join(folder, 'none.csv'))).rejects.toMatchObject({ name: 'NoSuchFile' });
    await write('cut.csv.gz', gzipSync(csvOf(drawJets({ seed: 4, count: 60 }))).subarray(0, 200));
    await expect(readDataset(join(folder, 'cut.csv.gz'))).rejects.toMatchObject({
      name: 'BadGzip',
      where: 'cut.csv.gz',
    });
  });

  it('draws synthetic digits when there is neither, within the limit', async () => {
    vi.stubEnv('BITSCAPE_MNIST_DIR', '');
    const data = await readDataset(undefined, { limit: 40 });
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([40, 40, 40]);
    expect(data.id).toMatch(/^synthetic/);
  });

  it('names the files that are missing', async () => {
    await write('train-images-idx3-ubyte', train.images);
    await expect(readDataset(folder)).rejects.toMatchObject({
      name: 'MissingFiles',
      message: expect.stringMatching(
        /lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte/,
      ),
    });
  });

  it('names a folder that is not there', async () => {
    await expect(readDataset(join(folder, 'nowhere'))).rejects.toMatchObject({ name: 'MissingFolder' });
  });
});

const real = process.env.BITSCAPE_MNIST_DIR;

describe.skipIf(!real)('real MNIST in a folder (needs BITSCAPE_MNIST_DIR)', () => {
  it('is recognised by its hashes, split as the papers do, with its first labels', async () => {
    const data = await readDataset(real);
    expect(data.id).toBe('mnist');
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([50_000, 10_000, 10_000]);
    // The labels shown first in the MNIST paper and in every tutorial.
    expect([...data.train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect([...data.test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
  });

  it('is limited to the first images, and says so', async () => {
    const data = await readDataset(real, { limit: 100 });
    expect(data.id).toBe('mnist-first100');
    expect(data.test.count).toBe(100);
  });
});
