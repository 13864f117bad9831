import { describe, expect, it } from 'vitest';
import { memoryLocks } from '../storage/locks';
import { memoryCellStore } from '../storage/memory-store';
import { cellRecipe, checkpointAfter, keyOf } from '../storage/testing';
import { createLab, createTrial, eventsOf, finishedKeys } from './testing';

const recipes = [1, 2, 3, 4].map((bits) => cellRecipe(bits, bits, 5));
const keys = recipes.map(keyOf);
const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('pausing a sweep', () => {
  it('holds the cells that run and starts no other', async () => {
    const { sweep, lab, until, done } = createTrial(recipes);
    sweep.start();
    await until((e) => e.type === 'cell-epoch');
    sweep.pause();
    await turns(5);
    const held = lab.epochs();
    await turns(30);
    expect(lab.epochs()).toBe(held);
    expect(lab.begun).toHaveLength(2);
    expect(sweep.state).toBe('paused');
    sweep.resume();
    await done();
    expect(lab.begun.map((b) => b.from)).toEqual([0, 0, 0, 0]);
  });

  it('also holds a worker that was still being opened', async () => {
    const { sweep, lab, until, done } = createTrial(recipes);
    sweep.start();
    sweep.pause();
    sweep.resume();
    sweep.pause();
    await turns(30);
    expect(lab.epochs()).toBe(0);
    sweep.resume();
    await until((e) => e.type === 'cell-started');
    sweep.pause();
    await turns(30);
    expect(lab.epochs()).toBeLessThanOrEqual(2);
    sweep.resume();
    await done();
  });

  it('shows no speed while paused', async () => {
    const { sweep, events, until } = createTrial(recipes);
    sweep.start();
    await until((e) => e.type === 'cell-epoch');
    sweep.pause();
    expect(eventsOf(events, 'progress').at(-1)).toMatchObject({ imagesPerSecond: 0 });
    await sweep.cancel();
  });

  it('is nothing to an idle or a finished sweep', async () => {
    const { sweep, done } = createTrial(recipes);
    sweep.pause();
    expect(sweep.state).toBe('idle');
    sweep.start();
    await done();
    sweep.pause();
    sweep.resume();
    expect(sweep.state).toBe('done');
  });
});

describe('cancelling a sweep', () => {
  it('terminates the workers at once and keeps the checkpoints', async () => {
    const { sweep, lab, store, until } = createTrial(recipes);
    sweep.start();
    await until((e) => e.type === 'cell-epoch' && e.history.length === 2);
    const cancelled = sweep.cancel();
    expect(lab.alive()).toBe(0);
    expect(sweep.state).toBe('cancelled');
    await cancelled;
    const kept = await store.listCheckpoints('');
    expect(kept.map((k) => k.key)).toEqual(keys.slice(0, 2));
    expect(kept.some((k) => k.value.epoch === 2)).toBe(true);
  });

  it('tells nothing of its cells afterwards', async () => {
    const { sweep, events, until } = createTrial(recipes);
    sweep.start();
    await until((e) => e.type === 'cell-epoch');
    await sweep.cancel();
    const told = events.length;
    await turns(30);
    sweep.resume();
    sweep.start();
    await turns(30);
    expect(events.length).toBe(told);
    expect([sweep.state, finishedKeys(events)]).toEqual(['cancelled', []]);
  });

  it('frees the locks, so that the next sweep goes on where it stopped', async () => {
    const shared = { store: memoryCellStore(), locks: memoryLocks() };
    const first = createTrial(recipes, shared);
    first.sweep.start();
    await first.until((e) => e.type === 'cell-epoch' && e.key === keys[0]);
    await first.sweep.cancel();
    const second = createTrial(recipes, shared);
    second.sweep.start();
    await second.done();
    expect(eventsOf(second.events, 'cell-locked')).toEqual([]);
    expect(second.lab.begun.find((b) => b.key === keys[0])!.from).toBeGreaterThan(0);
    expect(finishedKeys(second.events)).toEqual([...keys].sort());
  });

  it('terminates a worker that is opened too late', async () => {
    const { sweep, lab } = createTrial(recipes);
    sweep.start();
    await Promise.resolve();
    await turns(1);
    await sweep.cancel();
    await turns(5);
    expect(lab.alive()).toBe(0);
    expect(lab.begun.length).toBeLessThanOrEqual(2);
  });

  it('works while paused, and from inside a listener', async () => {
    const lab = createLab();
    const { sweep, until } = createTrial(recipes, {
      lab,
      react: (event, own) => {
        if (event.type === 'cell-epoch') own.pause();
        if (event.type === 'state' && event.state === 'paused') void own.cancel();
      },
    });
    sweep.start();
    await until((e) => e.type === 'state' && e.state === 'cancelled');
    expect(lab.alive()).toBe(0);
  });

  it('does not lose the epoch that is being saved', async () => {
    const memory = memoryCellStore();
    const slow = {
      ...memory,
      putCheckpoint: async (...args: Parameters<typeof memory.putCheckpoint>) => {
        await turns(5);
        await memory.putCheckpoint(...args);
      },
    };
    const { sweep, until } = createTrial([recipes[0]], { store: slow });
    sweep.start();
    await until((e) => e.type === 'cell-epoch');
    await sweep.cancel();
    expect(await memory.getCheckpoint(keys[0])).toEqual(checkpointAfter(recipes[0], 1));
  });
});
