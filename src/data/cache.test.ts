import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { memoryCache, openDataCache } from './cache';

const bytes = Uint8Array.of(1, 2, 3);

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('openDataCache', () => {
  it('keeps bytes from one opening to the next', async () => {
    const first = await openDataCache();
    await first.put('a', bytes);
    const second = await openDataCache();
    expect([...((await second.get('a')) ?? [])]).toEqual([1, 2, 3]);
    expect(await second.get('b')).toBeUndefined();
    expect([first.persistent, second.persistent]).toEqual([true, true]);
  });

  it('keeps what does not fit in memory, and says that it will be lost', async () => {
    const cache = await openDataCache();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await cache.put('a', bytes);
    expect(await cache.get('a')).toEqual(bytes);
    expect(cache.persistent).toBe(false);
    expect(await (await openDataCache()).get('a')).toBeUndefined();
  });

  it('works in memory where IndexedDB is blocked', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError');
    });
    const cache = await openDataCache();
    await cache.put('a', bytes);
    expect(await cache.get('a')).toEqual(bytes);
    expect(cache.persistent).toBe(false);
  });

  it('works in memory where the browser never answers', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
    const opening = openDataCache();
    await vi.advanceTimersByTimeAsync(60_000);
    const cache = await opening;
    await cache.put('a', bytes);
    expect(await cache.get('a')).toEqual(bytes);
    expect(cache.persistent).toBe(false);
  });

  it('makes way for a newer page, and says that what comes later is not kept', async () => {
    const cache = await openDataCache();
    await new Promise<void>((resolve, reject) => {
      const deletion = indexedDB.deleteDatabase('bitscape-data');
      deletion.onsuccess = () => resolve();
      deletion.onblocked = () => reject(new Error('the open connection was not closed'));
    });
    await cache.put('a', bytes);
    expect(await cache.get('a')).toEqual(bytes);
    expect(cache.persistent).toBe(false);
  });

  it('works in memory where there is no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect((await openDataCache()).persistent).toBe(false);
  });
});

it('has a cache in memory that starts empty', async () => {
  const cache = memoryCache();
  expect(await cache.get('a')).toBeUndefined();
  await cache.put('a', bytes);
  expect(await cache.get('a')).toEqual(bytes);
});
