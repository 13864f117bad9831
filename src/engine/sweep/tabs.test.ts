import { describe, expect, it } from 'vitest';
import { memoryLocks } from '../storage/locks';
import { memoryCellStore } from '../storage/memory-store';
import { cellRecipe, keyOf } from '../storage/testing';
import { createTrial, eventsOf, finishedKeys } from './testing';

const recipes = [1, 2, 3, 4].map((bits) => cellRecipe(bits, bits, 4));
const keys = recipes.map(keyOf);
const tabs = (other = recipes) => {
  const shared = { store: memoryCellStore(), locks: memoryLocks() };
  return [createTrial(recipes, shared), createTrial(other, shared)];
};

describe('two tabs', () => {
  it('share the cells: each is trained once, both have all of them', async () => {
    const [a, b] = tabs([...recipes].reverse());
    a.sweep.start();
    b.sweep.start();
    await Promise.all([a.done(), b.done()]);
    const begun = [...a.lab.begun, ...b.lab.begun].map((t) => t.key);
    expect([...begun].sort()).toEqual([...keys].sort());
    for (const tab of [a, b]) {
      expect(
        eventsOf(tab.events, 'cell-finished')
          .map((e) => e.key)
          .sort(),
      ).toEqual([...keys].sort());
    }
  });

  it('say which cells the other trains', async () => {
    const [a, b] = tabs();
    a.sweep.start();
    await a.until((e) => e.type === 'cell-started' && e.key === keys[1]);
    b.sweep.start();
    await b.until((e) => e.type === 'cell-locked' && e.key === keys[1]);
    await Promise.all([a.done(), b.done()]);
    expect(eventsOf(b.events, 'cell-finished', keys[1])).toMatchObject([{ fromStore: true }]);
  });

  it('take over, from the checkpoint, what the other leaves unfinished', async () => {
    const [a, b] = tabs();
    a.sweep.start();
    await a.until((e) => e.type === 'cell-epoch' && e.key === keys[0] && e.history.length === 2);
    b.sweep.start();
    await b.until((e) => e.type === 'cell-locked' && e.key === keys[0]);
    await a.sweep.cancel();
    await b.done();
    expect(b.lab.begun.find((t) => t.key === keys[0])!.from).toBeGreaterThanOrEqual(2);
    expect(finishedKeys(b.events)).toEqual([...keys].sort());
  });

  it('a cancelled sweep no longer waits for the other tab', async () => {
    const shared = { store: memoryCellStore(), locks: memoryLocks() };
    const release = await shared.locks.tryTake(keys[0]);
    const { sweep, until, events } = createTrial([recipes[0]], shared);
    sweep.start();
    await until((e) => e.type === 'cell-locked');
    await sweep.cancel();
    release?.();
    expect(eventsOf(events, 'cell-started')).toEqual([]);
  });
});
