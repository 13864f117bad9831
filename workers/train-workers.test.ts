import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BitscapeError } from '../src/core/errors';
import { referenceEngine } from '../src/engine/reference/reference';
import { fakeFactory, tinyData } from './testing';
import { createTrainService } from './train-service';
import { createTrainWorkers } from './train-workers';

/** Train workers on the reference engine; `choices` collects what they were asked to open. */
function lab(refuse = false) {
  const choices: string[] = [];
  const { factory, workers: started } = fakeFactory(() =>
    createTrainService(async (choice, onTried) => {
      choices.push(choice);
      if (choice === 'auto') onTried?.('tfjs-webgpu', 'no GPU here');
      if (refuse) throw new BitscapeError('EngineUnavailable', 'no engine works here');
      return referenceEngine;
    }),
  );
  const workers = createTrainWorkers(factory);
  const terminated = () => started.map((worker) => worker.terminated);
  return { workers, started, choices, terminated };
}

const data = tinyData();

describe('train workers', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are started when they are taken, where none waits', async () => {
    const { workers, started } = lab();
    const { engine, connection } = workers.take('auto', data);
    expect((await engine).id).toBe('reference');
    expect(started).toHaveLength(1);
    connection.close();
  });

  it('wait with their engine open, each for one that takes it; the first chooses the engine of all', async () => {
    const { workers, started, choices } = lab();
    workers.warm('auto', data, 2);
    workers.warm('auto', data, 2);
    expect(started).toHaveLength(2);
    const [a, b] = [workers.take('auto', data), workers.take('auto', data)];
    const opened = await Promise.all([a.engine, b.engine]);
    expect(choices).toEqual(['auto', 'reference']);
    expect(a).not.toBe(b);
    expect(started).toHaveLength(2);
    for (const { tried } of opened) expect(tried).toEqual([{ id: 'tfjs-webgpu', reason: 'no GPU here' }]);
    const third = workers.take('auto', data);
    expect(started).toHaveLength(3);
    await third.engine;
    for (const { connection } of [a, b, third]) connection.close();
  });

  it('are taken under the id of the engine as well, once it is known', async () => {
    const { workers, started } = lab();
    workers.warm('auto', data, 2);
    await workers.take('auto', data).engine;
    await workers.take('reference', data).engine;
    expect(started).toHaveLength(2);
  });

  it.each<[string, string, typeof data]>([
    ['another engine', 'wasm-simd', data],
    ['other data', 'auto', tinyData()],
  ])('are not taken for %s, and end when others are to wait for that', async (_, choice, wanted) => {
    const { workers, started, terminated } = lab();
    workers.warm('auto', data, 1);
    workers.take(choice, wanted);
    expect(started).toHaveLength(2);
    workers.warm(choice, wanted, 1);
    expect(terminated()).toEqual([true, false, false]);
  });

  it('end when nobody takes them for long; those that were taken do not', () => {
    const { workers, terminated } = lab();
    workers.warm('auto', data, 2);
    workers.take('auto', data);
    vi.advanceTimersByTime(60_000);
    workers.warm('auto', data, 1);
    vi.advanceTimersByTime(119_000);
    expect(terminated()).toEqual([false, false]);
    vi.advanceTimersByTime(2_000);
    expect(terminated()).toEqual([false, true]);
  });

  it('that died while they waited are passed over, and replaced', async () => {
    const { workers, started } = lab();
    workers.warm('auto', data, 2);
    started[0].crash('out of memory');
    const { connection } = workers.take('auto', data);
    expect([connection.closed, started.length]).toEqual([false, 2]);
    workers.warm('auto', data, 1);
    expect(started).toHaveLength(3);
    expect((await workers.take('auto', data).engine).id).toBe('reference');
  });

  it('whose engine does not open reject where they are taken, and do not wait any longer', async () => {
    const { workers, terminated } = lab(true);
    workers.warm('auto', data, 2);
    await expect(workers.take('auto', data).engine).rejects.toMatchObject({ name: 'EngineUnavailable' });
    await expect.poll(() => terminated()).toEqual([true, true]);
    await expect(workers.take('auto', data).engine).rejects.toMatchObject({ name: 'EngineUnavailable' });
    expect(terminated()).toHaveLength(3);
  });
});
