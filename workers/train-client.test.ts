import { describe, expect, it } from 'vitest';
import { BitscapeError } from '../src/core/errors';
import type { Checkpoint } from '../src/engine/checkpoint';
import { referenceEngine } from '../src/engine/reference/reference';
import type { RunProgress } from '../src/engine/run';
import type { OpenedEngine } from './protocol';
import { fakeFactory, tinyData, tinyRecipe } from './testing';
import { trainerOpener } from './train-client';
import { createTrainService } from './train-service';
import { createTrainWorkers } from './train-workers';

const noHooks = { onProgress() {}, onCheckpoint() {} };

/** Workers whose engines are the reference; `choices` collects what they were asked to open. */
function lab(refuse: (choice: string, nth: number) => boolean = () => false) {
  const choices: string[] = [];
  const { factory, workers } = fakeFactory(() =>
    createTrainService(async (choice, onTried) => {
      choices.push(choice);
      onTried?.('tfjs-webgpu', 'no GPU here');
      if (refuse(choice, choices.length))
        throw new BitscapeError('EngineUnavailable', 'no engine works here');
      return referenceEngine;
    }),
  );
  const engines: OpenedEngine[] = [];
  const open = trainerOpener({
    engine: 'auto',
    data: tinyData(),
    workers: createTrainWorkers(factory),
    onEngine: (e) => engines.push(e),
  });
  return { open, workers, choices, engines };
}

describe('a trainer in a worker', () => {
  it('trains a cell and reports on the way', async () => {
    const trainer = await lab().open();
    expect(trainer.engine.id).toBe('reference');
    const progress: RunProgress[] = [];
    const checkpoints: Checkpoint[] = [];
    const cell = await trainer.train(tinyRecipe(2), undefined, {
      onProgress: (p) => void progress.push(p),
      onCheckpoint: (c) => void checkpoints.push(c),
    });
    expect(cell.history).toHaveLength(2);
    expect(cell.network).toBeInstanceOf(Uint8Array);
    expect(checkpoints.map((c) => c.epoch)).toEqual([1]);
    expect(new Set(progress.map((p) => p.phase))).toEqual(new Set(['training', 'evaluating', 'comparing']));
    trainer.terminate();
  });

  it('resumes bit for bit from a checkpoint that crossed the boundary', async () => {
    const { open } = lab();
    const trainer = await open();
    const checkpoints: Checkpoint[] = [];
    const recipe = tinyRecipe(3);
    const onCheckpoint = (c: Checkpoint) => void checkpoints.push(c);
    const whole = await trainer.train(recipe, undefined, { ...noHooks, onCheckpoint });
    const other = await open();
    const resumed = await other.train(recipe, checkpoints[0], noHooks);
    expect(resumed.network).toEqual(whole.network);
    expect(resumed.history).toEqual(whole.history);
    trainer.terminate();
    other.terminate();
  });

  it('is held by pause and goes on after resume', async () => {
    const trainer = await lab().open();
    trainer.pause();
    let done = false;
    const training = trainer.train(tinyRecipe(1), undefined, noHooks).then(() => {
      done = true;
    });
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(done).toBe(false);
    trainer.resume();
    await training;
    trainer.terminate();
  });

  it('rejects a run that waits when it is terminated or crashes', async () => {
    const { open, workers } = lab();
    const [first, second] = [await open(), await open()];
    first.pause();
    second.pause();
    const runs = [first, second].map((t) => t.train(tinyRecipe(5), undefined, noHooks));
    first.terminate();
    workers[1].crash('out of memory');
    await expect(runs[0]).rejects.toMatchObject({ name: 'WorkerLost' });
    await expect(runs[1]).rejects.toMatchObject({ name: 'WorkerLost', message: /out of memory/ });
  });

  it('refuses a second cell at the same time', async () => {
    const trainer = await lab().open();
    trainer.pause();
    const run = trainer.train(tinyRecipe(1), undefined, noHooks);
    await expect(trainer.train(tinyRecipe(1), undefined, noHooks)).rejects.toMatchObject({ name: 'Busy' });
    trainer.resume();
    await run;
    trainer.terminate();
  });

  it('cannot resume from a checkpoint of another run, and says so', async () => {
    const trainer = await lab().open();
    const checkpoints: Checkpoint[] = [];
    const onCheckpoint = (c: Checkpoint) => void checkpoints.push(c);
    await trainer.train(tinyRecipe(2, 1), undefined, { ...noHooks, onCheckpoint });
    await expect(trainer.train(tinyRecipe(2, 2), checkpoints[0], noHooks)).rejects.toMatchObject({
      name: 'BadCheckpoint',
    });
    trainer.terminate();
  });
});

describe('opening trainers', () => {
  it('tries "auto" once and gives its choice to the others', async () => {
    const { open, choices, engines } = lab();
    const trainers = await Promise.all([open(), open(), open()]);
    expect(choices).toEqual(['auto', 'reference', 'reference']);
    expect(engines).toEqual([
      {
        id: 'reference',
        label: referenceEngine.label,
        deterministic: true,
        tried: [{ id: 'tfjs-webgpu', reason: 'no GPU here' }],
      },
    ]);
    for (const trainer of trainers) trainer.terminate();
  });

  it('fails with the reason, and the next one tries "auto" again', async () => {
    const { open, workers, choices } = lab((_, nth) => nth === 1);
    const [first, second] = await Promise.allSettled([open(), open()]);
    expect(first).toMatchObject({ status: 'rejected', reason: { name: 'EngineUnavailable' } });
    expect(second.status).toBe('fulfilled');
    expect(choices).toEqual(['auto', 'auto']);
    expect(workers[0].terminated).toBe(true);
    if (second.status === 'fulfilled') second.value.terminate();
  });
});
