import type { DBSchema, IDBPDatabase } from 'idb';
import { openDatabase } from './open-database';

/** Keeps downloaded files by key. */
export interface DataCache {
  /** False if what it keeps is lost with the page: storage is blocked or full. */
  readonly persistent: boolean;
  get(key: string): Promise<Uint8Array | undefined>;
  /** Never fails: what does not fit in storage is kept in memory. */
  put(key: string, bytes: Uint8Array): Promise<void>;
}

/** A cache that lasts as long as the page. */
export function memoryCache(): DataCache {
  const files = new Map<string, Uint8Array>();
  return {
    persistent: false,
    get: async (key) => files.get(key),
    put: async (key, bytes) => {
      files.set(key, bytes);
    },
  };
}

const DATABASE = 'bitscape-data';

interface CacheSchema extends DBSchema {
  files: { key: string; value: Uint8Array };
}

/** The device's cache in IndexedDB; where that is blocked, or does not open within ten seconds, one in memory. */
export async function openDataCache(): Promise<DataCache> {
  const memory = memoryCache();
  let database = await open(() => {
    database = undefined;
  }).catch(() => undefined);
  let persistent = database !== undefined;
  return {
    get persistent() {
      return persistent;
    },
    get: async (key) => {
      const recent = await memory.get(key);
      if (recent) return recent;
      const kept: unknown = await database?.get('files', key).catch(() => undefined);
      return kept instanceof Uint8Array ? kept : undefined;
    },
    put: async (key, bytes) => {
      try {
        if (!database) throw new Error('there is no database');
        await database.put('files', bytes, key);
      } catch {
        persistent = false;
        await memory.put(key, bytes);
      }
    },
  };
}

const open = (onClosed: () => void): Promise<IDBPDatabase<CacheSchema> | undefined> =>
  openDatabase<CacheSchema>(DATABASE, 1, (db) => void db.createObjectStore('files'), onClosed);
