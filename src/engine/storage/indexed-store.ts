import { openDB } from 'idb';
import { BitscapeError } from '../../core/errors';
import { type CellStore, headOf } from '../cell-store';
import { type CellDatabase, type CellSchema, DATABASE, migrate, SCHEMA_VERSION } from './schema';

/** How long the browser may take to open the database; some hang for ever when their storage is broken. */
const OPEN_LIMIT_MS = 10_000;

/** Every key that starts with the prefix. */
const rangeOf = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/**
 * Cells and checkpoints in IndexedDB. The connection is opened now, and again when the browser closed it.
 * @throws BitscapeError "StorageUnavailable" that says why not.
 */
export async function indexedCellStore(name: string = DATABASE): Promise<CellStore> {
  let open: Promise<CellDatabase> | undefined;
  const database = (): Promise<CellDatabase> => {
    open ??= openDatabase(name, () => {
      open = undefined;
    }).catch((error) => {
      open = undefined;
      throw error;
    });
    return open;
  };
  await database();

  return {
    async getCheckpoint(key) {
      const tx = (await database()).transaction(['heads', 'states']);
      const [head, state] = await Promise.all([
        tx.objectStore('heads').get(key),
        tx.objectStore('states').get(key),
      ]);
      return head?.version === 1 && state ? { ...head, state } : undefined;
    },
    async putCheckpoint(key, checkpoint) {
      const tx = (await database()).transaction(['heads', 'states'], 'readwrite');
      await Promise.all([
        tx.objectStore('heads').put(headOf(checkpoint), key),
        tx.objectStore('states').put(checkpoint.state, key),
        tx.done,
      ]);
    },
    async putCell(key, cell) {
      const tx = (await database()).transaction(['cells', 'heads', 'states'], 'readwrite');
      await Promise.all([
        tx.objectStore('cells').put(cell, key),
        tx.objectStore('heads').delete(key),
        tx.objectStore('states').delete(key),
        tx.done,
      ]);
    },
    async getCell(key) {
      const cell = await (await database()).get('cells', key);
      return cell?.version === 1 ? cell : undefined;
    },
    async listCells(prefix) {
      const tx = (await database()).transaction('cells');
      return pairs(
        await Promise.all([tx.store.getAllKeys(rangeOf(prefix)), tx.store.getAll(rangeOf(prefix))]),
      );
    },
    async listCheckpoints(prefix) {
      const tx = (await database()).transaction('heads');
      return pairs(
        await Promise.all([tx.store.getAllKeys(rangeOf(prefix)), tx.store.getAll(rangeOf(prefix))]),
      );
    },
    async remove(key) {
      const tx = (await database()).transaction(['cells', 'heads', 'states'], 'readwrite');
      const tables = ['cells', 'heads', 'states'] as const;
      await Promise.all([...tables.map((table) => tx.objectStore(table).delete(key)), tx.done]);
    },
  };
}

const pairs = <T extends { version: number }>([keys, values]: [string[], T[]]) =>
  keys.map((key, i) => ({ key, value: values[i] })).filter(({ value }) => value.version === 1);

async function openDatabase(name: string, onClosed: () => void): Promise<CellDatabase> {
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const refused = new Promise<never>((_, reject) => {
    const refuse = (why: string) => reject(new BitscapeError('StorageUnavailable', why, name));
    giveUp = setTimeout(refuse, OPEN_LIMIT_MS, 'the browser did not open its database');
  });
  const opening: Promise<CellDatabase> = openDB<CellSchema>(name, SCHEMA_VERSION, {
    upgrade: (database, from) => migrate(database, from),
    // Another tab has a newer version of the page: make way for it.
    blocking: () => {
      opening.then((database) => database.close()).catch(() => {});
      onClosed();
    },
    terminated: onClosed,
  });
  try {
    return await Promise.race([opening, refused]);
  } catch (error) {
    opening.then((late) => late.close()).catch(() => {});
    throw asUnavailable(error, name);
  } finally {
    clearTimeout(giveUp);
  }
}

function asUnavailable(error: unknown, name: string): BitscapeError {
  if (error instanceof BitscapeError) return error;
  const why = error instanceof Error && error.message ? error.message : String(error);
  return new BitscapeError('StorageUnavailable', why, name);
}
