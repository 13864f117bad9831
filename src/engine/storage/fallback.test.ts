import { describe, expect, it } from 'vitest';
import type { CellStore } from '../cell-store';
import { withMemoryFallback } from './fallback';
import { memoryCellStore } from './memory-store';
import { cellRecipe, checkpointAfter, finishedCell, keyOf } from './testing';

const recipe = cellRecipe(2, 2);
const key = keyOf(recipe);

/** A store whose disk can be filled. */
function fillableStore() {
  const disk = memoryCellStore();
  const state = { full: false };
  const guard =
    <A extends unknown[]>(put: (...args: A) => Promise<void>) =>
    async (...args: A) => {
      if (state.full) throw new DOMException('no space', 'QuotaExceededError');
      await put(...args);
    };
  const store: CellStore = {
    ...disk,
    putCell: guard(disk.putCell),
    putCheckpoint: guard(disk.putCheckpoint),
  };
  return { store, disk, state };
}

describe('a store with a fallback', () => {
  it('saves in the store while that works', async () => {
    const { store, disk } = fillableStore();
    await withMemoryFallback(store, () => expect.unreachable()).putCell(key, finishedCell(recipe));
    expect(await disk.getCell(key)).toEqual(finishedCell(recipe));
  });

  it('keeps the newest checkpoint in memory when the disk is full, and tells once', async () => {
    const { store, state } = fillableStore();
    const told: string[] = [];
    const safe = withMemoryFallback(store, (message) => told.push(message));
    await safe.putCheckpoint(key, checkpointAfter(recipe, 1));
    state.full = true;
    await safe.putCheckpoint(key, checkpointAfter(recipe, 2));
    await safe.putCheckpoint(key, checkpointAfter(recipe, 3));
    expect((await safe.getCheckpoint(key))?.epoch).toBe(3);
    expect((await safe.listCheckpoints(''))[0].value.epoch).toBe(3);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('disk space');
  });

  it('goes back to the store when there is room again', async () => {
    const { store, disk, state } = fillableStore();
    const safe = withMemoryFallback(store, () => {});
    state.full = true;
    await safe.putCheckpoint(key, checkpointAfter(recipe, 1));
    state.full = false;
    await safe.putCheckpoint(key, checkpointAfter(recipe, 2));
    expect((await disk.getCheckpoint(key))?.epoch).toBe(2);
    expect((await safe.getCheckpoint(key))?.epoch).toBe(2);
  });

  it('counts and clears what is in the store and what is in memory', async () => {
    const { store, disk, state } = fillableStore();
    const safe = withMemoryFallback(store, () => {});
    await safe.putCell('on disk', finishedCell(recipe));
    state.full = true;
    await safe.putCell('in memory', finishedCell(recipe));
    // A made-up network has 2 bytes.
    expect(await safe.usage()).toEqual({ cells: 2, checkpoints: 0, bytes: 4 });
    await safe.clear();
    expect(await disk.getCell('on disk')).toBeUndefined();
    expect(await safe.usage()).toEqual({ cells: 0, checkpoints: 0, bytes: 0 });
  });

  it('reads nothing, and does not fail, from a store that is gone', async () => {
    const gone = () => Promise.reject(new DOMException('the database is closed', 'InvalidStateError'));
    const broken: CellStore = {
      getCell: gone,
      getCheckpoint: gone,
      putCell: gone,
      putCheckpoint: gone,
      listCheckpoints: gone,
      remove: gone,
      usage: gone,
      clear: gone,
    };
    const told: string[] = [];
    const safe = withMemoryFallback(broken, (message) => told.push(message));
    expect(await safe.getCell(key)).toBeUndefined();
    await safe.putCell(key, finishedCell(recipe));
    expect(await safe.getCell(key)).toEqual(finishedCell(recipe));
    expect(await safe.usage()).toMatchObject({ cells: 1 });
    await safe.clear();
    expect(await safe.getCell(key)).toBeUndefined();
    expect(told).toHaveLength(1);
  });
});
