import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { initialState } from '../initial';
import { indexedCellStore } from './indexed-store';
import { memoryCellStore } from './memory-store';
import { cellRecipe, checkpointAfter, finishedCell, keyOf } from './testing';

const STORES = { memory: async () => memoryCellStore(), IndexedDB: () => indexedCellStore() };

const recipe = cellRecipe(3, 2);
const key = keyOf(recipe);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe.each(Object.entries(STORES))('the cell store in %s', (_, open) => {
  it('knows nothing at first', async () => {
    const store = await open();
    expect(await store.getCell(key)).toBeUndefined();
    expect(await store.getCheckpoint(key)).toBeUndefined();
    expect(await store.listCheckpoints('')).toEqual([]);
  });

  it('gives back the checkpoint put last', async () => {
    const store = await open();
    await store.putCheckpoint(key, checkpointAfter(recipe, 1));
    await store.putCheckpoint(key, checkpointAfter(recipe, 2));
    expect(await store.getCheckpoint(key)).toEqual(checkpointAfter(recipe, 2));
  });

  it('forgets the checkpoint of a cell that is finished', async () => {
    const store = await open();
    await store.putCheckpoint(key, checkpointAfter(recipe, 2));
    await store.putCell(key, finishedCell(recipe));
    expect(await store.getCell(key)).toEqual(finishedCell(recipe));
    expect(await store.getCheckpoint(key)).toBeUndefined();
    expect(await store.listCheckpoints('')).toEqual([]);
  });

  it('is not touched by later changes of what was put', async () => {
    const store = await open();
    const cell = finishedCell(recipe);
    await store.putCell(key, cell);
    cell.network[0] = 99;
    expect((await store.getCell(key))?.network[0]).toBe(3);
  });

  it('lists checkpoints by prefix in order of their keys', async () => {
    const store = await open();
    for (const bits of [8, 1, 3])
      await store.putCheckpoint(keyOf(cellRecipe(bits, 2)), checkpointAfter(cellRecipe(bits, 2), 1));
    await store.putCheckpoint('another/cell', checkpointAfter(recipe, 1));
    const listed = await store.listCheckpoints('made-up/');
    expect(listed.map(({ key }) => key)).toEqual([1, 3, 8].map((bits) => keyOf(cellRecipe(bits, 2))));
  });

  it('says how much it holds, and forgets all of it when asked', async () => {
    const store = await open();
    expect(await store.usage()).toEqual({ cells: 0, checkpoints: 0, bytes: 0 });
    await store.putCell('a', { ...finishedCell(recipe), network: new Uint8Array(100) });
    await store.putCell('b', { ...finishedCell(recipe), network: new Uint8Array(7) });
    await store.putCheckpoint(key, { ...checkpointAfter(recipe, 1), state: initialState(recipe) });
    // tfc: weights of 784-64-64-64-10 and 4 values per neuron; 3 of them twice more for Adam's moments.
    const [weights, neurons] = [784 * 64 + 64 * 64 * 2 + 64 * 10, 3 * 64 + 10];
    const bytes = 107 + 4 * (3 * weights + (4 + 2 * 2) * neurons);
    expect(await store.usage()).toEqual({ cells: 2, checkpoints: 1, bytes });
    await store.clear();
    expect(await store.usage()).toEqual({ cells: 0, checkpoints: 0, bytes: 0 });
    expect([await store.getCell('a'), await store.getCheckpoint(key)]).toEqual([undefined, undefined]);
  });

  it('lists checkpoints without their weights', async () => {
    const store = await open();
    await store.putCheckpoint(key, checkpointAfter(recipe, 2));
    const { state: _, ...head } = checkpointAfter(recipe, 2);
    expect(await store.listCheckpoints('made-up/')).toEqual([{ key, value: head }]);
    expect(await store.listCheckpoints('other/')).toEqual([]);
  });

  it('removes a cell and its checkpoint', async () => {
    const store = await open();
    await store.putCell(key, finishedCell(recipe));
    await store.putCheckpoint(key, checkpointAfter(recipe, 1));
    await store.remove(key);
    expect(await store.getCell(key)).toBeUndefined();
    expect(await store.getCheckpoint(key)).toBeUndefined();
  });
});

describe('IndexedDB', () => {
  it('still has a cell after the page was closed', async () => {
    await (await indexedCellStore()).putCell(key, finishedCell(recipe));
    expect(await (await indexedCellStore()).getCell(key)).toEqual(finishedCell(recipe));
  });

  it('ignores records of a version it does not know', async () => {
    const store = await indexedCellStore();
    await store.putCell(key, { ...finishedCell(recipe), version: 2 as 1 });
    expect(await store.getCell(key)).toBeUndefined();
  });

  it.each([
    [31, undefined],
    [29, 1],
  ])('after %i days has the checkpoint of epoch %s, and every cell', async (days, epoch) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const store = await indexedCellStore();
    await store.putCheckpoint(key, { ...checkpointAfter(recipe, 1), state: initialState(recipe) });
    await store.putCell('done', finishedCell(recipe));
    vi.advanceTimersByTime(days * 24 * 3600 * 1000);
    const later = await indexedCellStore();
    expect((await later.getCheckpoint(key))?.epoch).toBe(epoch);
    expect(await later.usage()).toMatchObject({ cells: 1, checkpoints: epoch === undefined ? 0 : 1 });
  });

  it('makes way for a newer page and then works again', async () => {
    const store = await indexedCellStore('shared');
    await store.putCell(key, finishedCell(recipe));
    await new Promise<void>((resolve, reject) => {
      const deletion = indexedDB.deleteDatabase('shared');
      deletion.onsuccess = () => resolve();
      deletion.onblocked = () => reject(new Error('the open connection was not closed'));
    });
    await store.putCell(key, finishedCell(recipe));
    expect(await store.getCell(key)).toEqual(finishedCell(recipe));
  });
});
