import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryCellStore } from './memory-store';
import { openCellStore } from './open';
import { withPersistence } from './persist';
import { cellRecipe, checkpointAfter, finishedCell, keyOf } from './testing';

const recipe = cellRecipe(1, 1);
const key = keyOf(recipe);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('openCellStore', () => {
  it('keeps cells in IndexedDB', async () => {
    const { store, persistent, reason } = await openCellStore();
    await store.putCell(key, finishedCell(recipe));
    expect({ persistent, reason }).toEqual({ persistent: true, reason: null });
    expect(await (await openCellStore()).store.getCell(key)).toBeDefined();
  });

  it('works in memory, and says so, where IndexedDB is refused', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    const { store, persistent, reason } = await openCellStore();
    expect(persistent).toBe(false);
    expect(reason).toContain('The operation is insecure');
    await store.putCell(key, finishedCell(recipe));
    expect(await store.getCell(key)).toEqual(finishedCell(recipe));
  });

  it('works in memory where there is no IndexedDB at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect((await openCellStore()).persistent).toBe(false);
  });
});

describe('asking the browser to keep the data', () => {
  const storageWith = (persisted: boolean) => ({
    persisted: vi.fn(async () => persisted),
    persist: vi.fn(async () => true),
  });

  it('happens once, after the first save', async () => {
    const storage = storageWith(false);
    const store = withPersistence(memoryCellStore(), storage);
    await store.getCell(key);
    expect(storage.persisted).not.toHaveBeenCalled();
    await store.putCheckpoint(key, checkpointAfter(recipe, 1));
    await store.putCell(key, finishedCell(recipe));
    await expect.poll(() => storage.persist).toHaveBeenCalledTimes(1);
  });

  it('does not happen when the browser keeps it already', async () => {
    const storage = storageWith(true);
    await withPersistence(memoryCellStore(), storage).putCell(key, finishedCell(recipe));
    await expect.poll(() => storage.persisted).toHaveBeenCalledTimes(1);
    expect(storage.persist).not.toHaveBeenCalled();
  });

  it('is of no consequence when the browser throws', async () => {
    const persist = vi.fn(() => Promise.reject(new TypeError('no')));
    const store = withPersistence(memoryCellStore(), { persisted: async () => false, persist });
    await store.putCell(key, finishedCell(recipe));
    await expect.poll(() => persist).toHaveBeenCalled();
    expect(await store.getCell(key)).toBeDefined();
  });
});
