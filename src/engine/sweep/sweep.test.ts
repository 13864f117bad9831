import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../checkpoint';
import { memoryCellStore } from '../storage/memory-store';
import { cellRecipe, checkpointAfter, finishedCell, keyOf } from '../storage/testing';
import { createLab, createTrial, eventsOf, finishedKeys } from './testing';

const recipes = [cellRecipe(1, 1), cellRecipe(2, 2), cellRecipe(3, 3), cellRecipe(8, 8)];
const keys = recipes.map(keyOf);

describe('a sweep', () => {
  it('trains every cell once, in the order given, and closes its workers', async () => {
    const { sweep, lab, events, store, done } = createTrial(recipes);
    expect(sweep.state).toBe('idle');
    sweep.start();
    sweep.start();
    await done();
    expect(lab.begun).toEqual(keys.map((key) => ({ key, from: 0 })));
    expect(
      eventsOf(events, 'cell-finished')
        .map((e) => e.key)
        .sort(),
    ).toEqual([...keys].sort());
    expect(await store.getCell(keys[2])).toEqual(finishedCell(recipes[2]));
    expect(lab.opened()).toBe(2);
    expect(lab.alive()).toBe(0);
    expect(sweep.state).toBe('done');
  });

  it('trains equal recipes once', async () => {
    const { sweep, lab, done } = createTrial([recipes[0], { ...recipes[0] }]);
    sweep.start();
    await done();
    expect(lab.begun).toHaveLength(1);
  });

  it('is done at once when there is nothing to do', async () => {
    const { sweep, lab, done } = createTrial([]);
    sweep.start();
    await done();
    expect(lab.opened()).toBe(0);
  });

  it('takes finished cells from the store, before it trains any', async () => {
    const store = memoryCellStore();
    await store.putCell(keys[3], finishedCell(recipes[3]));
    const { sweep, lab, events, done } = createTrial(recipes, { store });
    sweep.start();
    await done();
    expect(events.find((e) => 'key' in e)).toMatchObject({
      type: 'cell-finished',
      key: keys[3],
      fromStore: true,
    });
    expect(lab.begun.map((b) => b.key)).toEqual(keys.slice(0, 3));
  });

  it('resumes from a checkpoint and shows its history', async () => {
    const store = memoryCellStore();
    await store.putCheckpoint(keys[0], checkpointAfter(recipes[0], 2));
    const { sweep, lab, events, done } = createTrial(recipes, { store });
    sweep.start();
    await done();
    expect(lab.begun[0]).toEqual({ key: keys[0], from: 2 });
    expect(eventsOf(events, 'cell-started', keys[0])).toMatchObject([{ resumedFrom: 2 }]);
    expect(eventsOf(events, 'cell-epoch', keys[0])[0].history).toHaveLength(2);
  });

  it('ignores a checkpoint of another run under its key', async () => {
    const store = memoryCellStore();
    await store.putCheckpoint(keys[0], checkpointAfter(recipes[1], 2));
    const { sweep, lab, done } = createTrial([recipes[0]], { store });
    sweep.start();
    await done();
    expect(lab.begun).toEqual([{ key: keys[0], from: 0 }]);
  });

  it('stores a checkpoint after every epoch but the last, and then the cell', async () => {
    const saved: string[] = [];
    const memory = memoryCellStore();
    const store = {
      ...memory,
      putCheckpoint: async (_: string, { epoch }: Checkpoint) => void saved.push(`${epoch}`),
      putCell: async () => void saved.push('cell'),
    };
    const { sweep, done } = createTrial([recipes[0]], { store });
    sweep.start();
    await done();
    expect(saved).toEqual(['1', '2', 'cell']);
  });

  it('goes on in memory, with one notice, when the disk is full', async () => {
    const memory = memoryCellStore();
    const full = () => Promise.reject(new DOMException('no space', 'QuotaExceededError'));
    const { sweep, events, done } = createTrial(recipes, {
      store: { ...memory, putCell: full, putCheckpoint: full },
    });
    sweep.start();
    await done();
    expect(eventsOf(events, 'notice')).toHaveLength(1);
    expect(finishedKeys(events)).toEqual([...keys].sort());
  });

  it('resumes from memory after a loss when the disk is full', async () => {
    const full = () => Promise.reject(new DOMException('no space', 'QuotaExceededError'));
    const lab = createLab(({ epoch, attempt }) =>
      epoch === 3 && attempt === 0 ? new Error('crash') : undefined,
    );
    const store = { ...memoryCellStore(), putCheckpoint: full };
    const { sweep, done } = createTrial([recipes[0]], { lab, store });
    sweep.start();
    await done();
    expect(lab.begun.map((b) => b.from)).toEqual([0, 2]);
  });

  it('reports progress with the time left', async () => {
    let ms = 0;
    const { sweep, events, done } = createTrial(recipes, { now: () => (ms += 100) });
    sweep.start();
    await done();
    const progress = eventsOf(events, 'progress');
    expect(progress.at(-1)).toMatchObject({ cellsDone: 4, cells: 4, secondsLeft: { low: 0, high: 0 } });
    expect(progress.some((p) => p.imagesPerSecond === 200)).toBe(true);
    expect(progress.some((p) => p.secondsLeft && p.secondsLeft.high > 0)).toBe(true);
  });

  it('survives a listener that throws', async () => {
    const lab = createLab();
    const { sweep, events, done } = createTrial(recipes, {
      lab,
      react: (event) => {
        if (event.type === 'cell-started') throw new Error('a bug in the page');
      },
    });
    const complain = console.error;
    console.error = () => {};
    try {
      sweep.start();
      await done();
    } finally {
      console.error = complain;
    }
    expect(finishedKeys(events)).toEqual([...keys].sort());
  });
});
