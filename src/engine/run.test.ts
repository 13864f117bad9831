import { beforeAll, describe, expect, it, vi } from 'vitest';
import { REVISION } from '../core/design/revision';
import { accuracy, classify } from '../core/network/infer';
import { unpackNetwork } from '../core/network/pack';
import { breathe } from './breathe';
import type { Checkpoint } from './checkpoint';
import { openEngine } from './engines';
import { recipeOf } from './recipe';
import { type RunProgress, trainCell } from './run';
import { TRAINING_VERSION } from './run-key';
import { HALVES, HALVES_TOPOLOGY } from './testing';
import type { Engine } from './trainer';

const data = HALVES;

const recipe = recipeOf({
  topology: HALVES_TOPOLOGY,
  precision: { weightBits: 2, activationBits: 2, inputBits: 1 },
  epochs: 3,
  seed: 11,
  batchSize: 20,
  dropout: { input: 0.1, hidden: 0.1 },
});

describe.each(['reference', 'tfjs-cpu', 'tfjs-wasm'])('trainCell on %s', (id) => {
  let engine: Engine;
  const checkpoints: Checkpoint[] = [];
  beforeAll(async () => {
    engine = await openEngine(id);
  });
  const straight = () => trainCell(engine, recipe, data, { onCheckpoint: (c) => void checkpoints.push(c) });

  it('resumes bit for bit: epochs in one go equal one epoch and a resumed rest', async () => {
    const whole = await straight();
    expect(checkpoints.map((c) => c.epoch)).toEqual([1, 2]);
    const resumed = await trainCell(engine, recipe, data, { resume: structuredClone(checkpoints[0]) });
    expect(resumed.history).toEqual(whole.history);
    expect(resumed.network).toEqual(whole.network);
    expect(resumed.floatCheck).toEqual(whole.floatCheck);
  });

  it("learns, and its accuracy is the packed integer network's on the whole test set", async () => {
    const cell = await straight();
    expect(cell.history).toHaveLength(3);
    const network = unpackNetwork(recipe.topology, recipe.precision, cell.network);
    const { test, loss } = cell.history[2];
    expect(test).toBe(accuracy(classify(network, data.test), data.test.labels));
    expect(test).toBeGreaterThan(0.9);
    expect(loss).toBeLessThan(cell.history[0].loss);
    expect(cell).toMatchObject({ dataset: 'halves', engine: id, recipe });
    expect(cell.floatCheck).toEqual({ images: 70, mismatches: 0, first: [] });
  });
});

describe('a run', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('reference');
  });

  it('reports both phases of every epoch, and the comparison at the end', async () => {
    const seen: RunProgress[] = [];
    await trainCell(engine, recipe, data, { onProgress: (p) => void seen.push(p) });
    const ends = seen.filter((p) => p.step === p.steps).map((p) => `${p.phase} ${p.epoch} ${p.steps}`);
    const epochs = [1, 2, 3].flatMap((epoch) => [`training ${epoch} 16`, `evaluating ${epoch} 130`]);
    expect(ends).toEqual([...epochs, 'comparing 3 70']);
    const training = seen.filter(({ phase }) => phase !== 'comparing');
    expect(training.every((p) => p.imagesPerSecond > 0 && p.epochs === 3)).toBe(true);
    expect(seen.at(-1)?.loss).toBeGreaterThan(0);
  });

  it("stops when aborted, with the signal's reason, and frees the trainer", async () => {
    const controller = new AbortController();
    const dispose = vi.fn();
    const watched: Engine = {
      ...engine,
      createTrainer: (r, s) => ({ ...engine.createTrainer(r, s), dispose }),
    };
    const run = trainCell(watched, recipe, data, {
      signal: controller.signal,
      onProgress: (p) => p.epoch === 2 && controller.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('waits at a closed gate', async () => {
    let open = () => {};
    const gate = vi.fn(() => new Promise<void>((resolve) => (open = resolve)));
    const onProgress = vi.fn();
    const run = trainCell(engine, { ...recipe, epochs: 1 }, data, { gate, onProgress });
    await expect.poll(() => gate).toHaveBeenCalledOnce();
    for (let i = 0; i < 50; i++) await breathe();
    expect(onProgress).toHaveBeenCalledOnce();
    gate.mockResolvedValue(undefined);
    open();
    await expect(run).resolves.toMatchObject({ version: 1 });
    expect(onProgress.mock.calls.length).toBeGreaterThan(1);
  });

  it('goes on while a checkpoint is kept, but not past the next, and ends when the last is kept', async () => {
    const keeping: (() => void)[] = [];
    const epochs = new Set<number>();
    let ended = false;
    const run = trainCell(engine, recipe, data, {
      onProgress: ({ epoch }) => void epochs.add(epoch),
      onCheckpoint: () => new Promise<void>((resolve) => void keeping.push(resolve)),
    }).then(() => {
      ended = true;
    });
    const turns = async () => {
      for (let i = 0; i < 200; i++) await breathe();
    };
    await expect.poll(() => [...epochs]).toEqual([1, 2]);
    await turns();
    expect([[...epochs], keeping.length]).toEqual([[1, 2], 1]);
    keeping[0]();
    await expect.poll(() => [...epochs]).toEqual([1, 2, 3]);
    await turns();
    expect([keeping.length, ended]).toEqual([2, false]);
    keeping[1]();
    await run;
  });

  it('that is stopped ends when its checkpoint is kept', async () => {
    const abort = new AbortController();
    let keep = () => {};
    let ended = false;
    const run = trainCell(engine, recipe, data, {
      signal: abort.signal,
      onCheckpoint: () =>
        new Promise<void>((resolve) => {
          keep = resolve;
          abort.abort();
        }),
    }).finally(() => {
      ended = true;
    });
    run.catch(() => {});
    await expect.poll(() => abort.signal.aborted).toBe(true);
    for (let i = 0; i < 200; i++) await breathe();
    expect(ended).toBe(false);
    keep();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('fails where a checkpoint cannot be kept', async () => {
    const onCheckpoint = async () => {
      throw new Error('the disk is full');
    };
    await expect(trainCell(engine, recipe, data, { onCheckpoint })).rejects.toThrow('the disk is full');
  });

  it('counts seconds of work, not of pauses', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => ++now);
    const gate = async () => {
      now += 1e9;
    };
    const { seconds } = await trainCell(engine, { ...recipe, epochs: 1 }, data, { gate });
    clock.mockRestore();
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(1e6);
  });

  it('names a run that diverges', async () => {
    const run = trainCell(engine, { ...recipe, learningRate: Number.NaN }, data);
    await expect(run).rejects.toMatchObject({ name: 'NotFinite' });
  });

  it('refuses a checkpoint of another run', async () => {
    const checkpoints: Checkpoint[] = [];
    await trainCell(engine, { ...recipe, epochs: 2 }, data, {
      onCheckpoint: (c) => void checkpoints.push(c),
    });
    await expect(trainCell(engine, recipe, data, { resume: checkpoints[0] })).rejects.toMatchObject({
      name: 'BadCheckpoint',
    });
  });

  it('names the versions of Bitscape that trained it, in its checkpoints and when it is resumed', async () => {
    const checkpoints: Checkpoint[] = [];
    const onCheckpoint = (c: Checkpoint) => void checkpoints.push(c);
    const cell = await trainCell(engine, recipe, data, { onCheckpoint });
    const made = { revision: REVISION, trainingVersion: TRAINING_VERSION };
    expect([cell, ...checkpoints]).toMatchObject([made, made, made]);
    const older = { ...checkpoints[1], revision: '0.0.9' };
    const resumed = await trainCell(engine, recipe, data, { resume: older });
    expect(resumed.revision).toBe(`0.0.9, then ${REVISION}`);
    const again = await trainCell(engine, recipe, data, { resume: { ...older, revision: resumed.revision } });
    expect(again.revision).toBe(resumed.revision);
  });

  it('refuses a checkpoint of another training version', async () => {
    const checkpoints: Checkpoint[] = [];
    await trainCell(engine, recipe, data, { onCheckpoint: (c) => void checkpoints.push(c) });
    const resume = { ...checkpoints[0], trainingVersion: TRAINING_VERSION + 1 };
    await expect(trainCell(engine, recipe, data, { resume })).rejects.toMatchObject({
      name: 'BadCheckpoint',
    });
  });

  it('rejects when the device goes away, instead of waiting for it', async () => {
    const dead: Engine = {
      ...engine,
      onLost: (listener) => setTimeout(() => listener('driver reset')),
      createTrainer: (r, s) => ({ ...engine.createTrainer(r, s), drain: () => new Promise(() => {}) }),
    };
    await expect(trainCell(dead, recipe, data)).rejects.toMatchObject({
      name: 'EngineLost',
      message: expect.stringContaining('driver reset'),
    });
  });
});
