import { describe, expect, it } from 'vitest';
import { BitscapeError } from '../src/core/errors';
import { referenceEngine } from '../src/engine/reference/reference';
import type { RunProgress } from '../src/engine/run-options';
import { type SharedRecipe, sharedRecipeOf } from '../src/engine/shared/recipe';
import type { Engine } from '../src/engine/trainer';
import type { OpenedEngine, SharedHooks } from './protocol';
import { type SharedTraining, startSharedTraining } from './shared-client';
import { fakeFactory, tinyData, tinyRecipe } from './testing';
import { trainerOpener } from './train-client';
import { createTrainService } from './train-service';
import { createTrainWorkers } from './train-workers';

const recipe = (epochs = 2): SharedRecipe => {
  const { topology, seed, batchSize } = tinyRecipe(1);
  const cells = [1, 2].map((weightBits) => ({ weightBits, activationBits: 2 }));
  return sharedRecipeOf({ topology, inputBits: 1, cells, epochs, seed, batchSize });
};

const silent: SharedHooks = { onEngine() {}, onProgress() {}, onScores() {} };

/** A worker on the reference engine, and a shared-weight training in it. */
function lab(hooks: Partial<SharedHooks> = {}, engine: Engine = referenceEngine, epochs = 2) {
  const { factory, workers } = fakeFactory(() => createTrainService(async () => engine));
  const training = startSharedTraining(
    'auto',
    tinyData(),
    recipe(epochs),
    { ...silent, ...hooks },
    createTrainWorkers(factory),
  );
  training.result.catch(() => {});
  return { training, workers };
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a shared-weight training in a worker', () => {
  it('says what trains it, reports on the way, gives the weights of every width, and closes the worker', async () => {
    const engines: Pick<OpenedEngine, 'id' | 'label'>[] = [];
    const progress: RunProgress[] = [];
    const scores: (readonly number[])[] = [];
    const { training, workers } = lab({
      onEngine: (engine) => void engines.push(engine),
      onProgress: (p) => void progress.push(p),
      onScores: (s) => void scores.push(s),
    });
    const { accuracies, state, engine } = await training.result;
    expect(engines).toEqual([{ id: 'reference', label: referenceEngine.label }]);
    expect([accuracies.length, engine]).toEqual([2, 'reference']);
    expect([...state.affine.keys()]).toEqual([1, 2]);
    expect(state.weights[0]).toBeInstanceOf(Float32Array);
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(new Set(['training', 'evaluating']));
    expect(scores.length).toBeGreaterThan(1);
    expect(scores.every((list) => list.length === 2)).toBe(true);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('goes to our own engine where the opened one cannot', async () => {
    const { createSharedTrainer: _, ...without } = referenceEngine;
    const engines: string[] = [];
    const { training } = lab({ onEngine: ({ id }) => void engines.push(id) }, without);
    expect((await training.result).engine).toMatch(/^wasm-/);
    expect(engines).toEqual([expect.stringMatching(/^wasm-/)]);
  });

  it('is held by pause and goes on after resume', async () => {
    const { training } = lab();
    training.pause();
    let done = false;
    const result = training.result.then(() => {
      done = true;
    });
    await turns(50);
    expect(done).toBe(false);
    training.resume();
    await result;
  });

  it.each<[string, (running: ReturnType<typeof lab>) => void, RegExp]>([
    ['stopped', ({ training }) => training.stop(), /was terminated/],
    ['lost', ({ workers }) => workers[0].crash('out of memory'), /out of memory/],
  ])('rejects when its worker is %s', async (_, end, message) => {
    const running = lab();
    running.training.pause();
    end(running);
    await expect(running.training.result).rejects.toMatchObject({ name: 'WorkerLost', message });
  });

  it('rejects with the reason where no engine opens, and closes the worker', async () => {
    const { factory, workers } = fakeFactory(() =>
      createTrainService(async () => {
        throw new BitscapeError('EngineUnavailable', 'no engine works here');
      }),
    );
    const { result } = startSharedTraining('auto', tinyData(), recipe(), silent, createTrainWorkers(factory));
    await expect(result).rejects.toMatchObject({ name: 'EngineUnavailable' });
    expect(workers[0].terminated).toBe(true);
  });
});

describe('trainers that start from shared weights', () => {
  const open = async (shared?: Awaited<SharedTraining['result']>['state']) => {
    const { factory } = fakeFactory(() => createTrainService(async () => referenceEngine));
    return trainerOpener({
      engine: 'auto',
      data: tinyData(),
      shared,
      workers: createTrainWorkers(factory),
    })();
  };
  const hooks = { onProgress() {}, onCheckpoint() {} };
  const warm = { ...tinyRecipe(1), start: 'shared' as const };

  it('train to another network than from scratch', async () => {
    const { state } = await lab().training.result;
    const trainer = await open(state);
    const [cell, scratch] = [
      await trainer.train(warm, undefined, hooks),
      await trainer.train(tinyRecipe(1), undefined, hooks),
    ];
    expect(cell.recipe.start).toBe('shared');
    expect(cell.network).not.toEqual(scratch.network);
    trainer.terminate();
  });

  it('refuse without them', async () => {
    const trainer = await open();
    await expect(trainer.train(warm, undefined, hooks)).rejects.toMatchObject({ name: 'NeedsShared' });
    trainer.terminate();
  });
});
