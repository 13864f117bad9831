import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
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
    expect(await store.listCells('')).toEqual([]);
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

  it('lists cells by prefix in order of their keys', async () => {
    const store = await open();
    for (const bits of [8, 1, 3])
      await store.putCell(keyOf(cellRecipe(bits, 2)), finishedCell(cellRecipe(bits, 2)));
    await store.putCell('another/cell', finishedCell(recipe));
    const listed = await store.listCells('made-up/');
    expect(listed.map(({ key }) => key)).toEqual([1, 3, 8].map((bits) => keyOf(cellRecipe(bits, 2))));
    expect(listed[2].value).toEqual(finishedCell(cellRecipe(8, 2)));
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
    expect(await store.listCells('')).toEqual([]);
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
