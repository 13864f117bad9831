import { describe, expect, it } from 'vitest';
import { syntheticJets } from '../src/core/datasets/jets/synthetic';
import { syntheticDataset } from '../src/core/datasets/synthetic';
import { type DataCache, memoryCache } from '../src/data/cache';
import type { loadMnist } from '../src/data/mnist';
import { createDataClient } from './data-client';
import { createDataService } from './data-service';
import type { DrawnImages } from './protocol';
import { fakeFactory } from './testing';

const lab = (cache: DataCache = memoryCache(), load?: typeof loadMnist) => {
  const { factory, workers } = fakeFactory(() => createDataService(async () => cache, load));
  return { client: createDataClient(factory), workers };
};

const SIZES = { seed: 3, train: 20, validation: 5, test: 10 };

describe('the data client', () => {
  it('draws the same digits as the page would, with progress', async () => {
    const { client, workers } = lab();
    const drawn: DrawnImages[] = [];
    const data = await client.synthetic(SIZES, { onProgress: (d) => void drawn.push(d) });
    expect(data).toEqual(syntheticDataset(SIZES));
    await expect.poll(() => drawn.at(-1)).toEqual({ done: 35, total: 35 });
    expect(workers.map((w) => w.terminated)).toEqual([true]);
  });

  it('draws the synthetic jets', async () => {
    const { id, name, train, test } = await lab().client.jets();
    const drawn = syntheticJets();
    expect([id, name, train.count, train.width]).toEqual([
      'synthetic-jets',
      drawn.name,
      drawn.train.count,
      16,
    ]);
    expect(Buffer.compare(test.pixels, drawn.test.pixels)).toBe(0);
  });

  it('is cancelled by a signal, at once', async () => {
    const { client, workers } = lab();
    const stop = new AbortController();
    const drawing = client.synthetic(SIZES, { signal: stop.signal });
    stop.abort();
    await expect(drawing).rejects.toMatchObject({ name: 'Cancelled' });
    expect(workers[0].terminated).toBe(true);
    await expect(client.synthetic(SIZES, { signal: stop.signal })).rejects.toMatchObject({
      name: 'Cancelled',
    });
    expect(workers).toHaveLength(1);
  });

  it.each([true, false])('says if MNIST could not be kept (kept: %s)', async (persistent) => {
    const { client } = lab({ ...memoryCache(), persistent }, async () => syntheticDataset(SIZES));
    let told = 0;
    await client.mnist({ onNotKept: () => told++ });
    expect(told).toBe(persistent ? 0 : 1);
  });

  it('names the dropped file that is not right', async () => {
    const files = [new File(['no images'], 'cat.jpg'), new File(['x'], 'labels')];
    const error = await lab()
      .client.files(files)
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ where: expect.stringContaining('cat.jpg') });
  });
});
