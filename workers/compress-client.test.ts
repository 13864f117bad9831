import { expect, it } from 'vitest';
import type { CompressionPlan } from '../src/core/compress/plan';
import { newStep } from '../src/core/compress/step-values';
import { mlp } from '../src/core/network/presets';
import { stepKeys } from '../src/engine/compress/step-keys';
import { memoryStepStore } from '../src/engine/compress/testing';
import { referenceEngine } from '../src/engine/reference/reference';
import { openCompressor } from './compress-client';
import { fakeFactory, tinyData } from './testing';
import { createTrainService } from './train-service';
import { createTrainWorkers } from './train-workers';

const plan: CompressionPlan = {
  topology: mlp('tiny', [6]),
  inputBits: 1,
  loss: 'cross-entropy',
  seed: 1,
  wanted: null,
  steps: [newStep('train', { epochs: 1, batchSize: 20 }), newStep('ptq', { images: 10 }), newStep('map')],
};
const service = () => createTrainService(async () => referenceEngine);

it('runs plans in a worker, with a store on the side of the page, and tells how far it is', async () => {
  const { factory, workers } = fakeFactory(service);
  const { store } = memoryStepStore();
  const data = tinyData();
  const compressor = await openCompressor('auto', data, undefined, createTrainWorkers(factory));
  expect(compressor.engine.id).toBe('reference');
  const phases = new Set<string>();
  const hooks = {
    ...store,
    onProgress: ({ phase }: { phase: string }) => void phases.add(phase),
  };
  await compressor.run(plan, hooks);
  expect([...phases]).toContain('training');
  const keys = stepKeys(plan, data.id);
  expect(await store.float(keys[0]!)).toMatchObject({ epoch: 1, state: { moments: [] } });
  expect((await store.step(keys[1]!))?.cell?.network.length).toBeGreaterThan(0);
  phases.clear();
  await compressor.run(plan, hooks);
  expect([...phases]).toEqual([]);
  compressor.stop();
  expect(workers[0].terminated).toBe(true);
});

it('rejects when it is stopped, while it opens or while it runs', async () => {
  const { factory } = fakeFactory(service);
  const opening = openCompressor('auto', tinyData(), (stop) => stop(), createTrainWorkers(factory));
  await expect(opening).rejects.toMatchObject({ name: 'WorkerLost' });
  const compressor = await openCompressor('auto', tinyData(), undefined, createTrainWorkers(factory));
  const { store } = memoryStepStore();
  const running = compressor.run(plan, { ...store, onProgress: () => compressor.stop() });
  await expect(running).rejects.toMatchObject({ name: 'WorkerLost' });
});
