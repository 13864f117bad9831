import { openDB } from 'idb';

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
const STORE = 'files';

/** The device's cache in IndexedDB; where that is blocked, as in some private windows, one in memory. */
export async function openDataCache(): Promise<DataCache> {
  const memory = memoryCache();
  let persistent = true;
  const database = await open().catch(() => undefined);
  if (!database) return memory;
  return {
    get persistent() {
      return persistent;
    },
    get: async (key) => {
      const recent = await memory.get(key);
      if (recent) return recent;
      const kept: unknown = await database.get(STORE, key).catch(() => undefined);
      return kept instanceof Uint8Array ? kept : undefined;
    },
    put: async (key, bytes) => {
      try {
        await database.put(STORE, bytes, key);
      } catch {
        persistent = false;
        await memory.put(key, bytes);
      }
    },
  };
}

/** Rejects where IndexedDB is missing or blocked; `openDB` itself may throw. */
const open = async () =>
  openDB(DATABASE, 1, {
    upgrade: (db) => {
      db.createObjectStore(STORE);
    },
  });
