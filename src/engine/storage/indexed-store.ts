import { openDatabase } from '../../data/open-database';
import { type CellStore, type CheckpointHead, headOf, stateBytes } from '../cell-store';
import { dropOldCheckpoints } from './expiry';
import {
  type CellDatabase,
  type CellSchema,
  DATABASE,
  migrate,
  SCHEMA_VERSION,
  type StoredHead,
} from './schema';

/** Every key that starts with the prefix. */
const rangeOf = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

const TABLES = ['cells', 'heads', 'states'] as const;

/**
 * Cells and checkpoints in IndexedDB. The connection is opened now, and again when the browser closed it; runs
 * that nobody went on with for 30 days are forgotten now.
 * @throws BitscapeError "StorageUnavailable" that says why not.
 */
export async function indexedCellStore(name: string = DATABASE): Promise<CellStore> {
  let open: Promise<CellDatabase> | undefined;
  const database = (): Promise<CellDatabase> => {
    const upgrade = (db: CellDatabase, from: number) => migrate(db, from);
    open ??= openDatabase<CellSchema>(name, SCHEMA_VERSION, upgrade, () => {
      open = undefined;
    }).catch((error) => {
      open = undefined;
      throw error;
    });
    return open;
  };
  const opened = await database();
  // Tidying up may fail; the store is of use all the same.
  await dropOldCheckpoints(opened, Date.now()).catch(() => {});

  return {
    async getCheckpoint(key) {
      const tx = (await database()).transaction(['heads', 'states']);
      const [head, state] = await Promise.all([
        tx.objectStore('heads').get(key),
        tx.objectStore('states').get(key),
      ]);
      return head?.version === 1 && state ? { ...unstored(head), state } : undefined;
    },
    async putCheckpoint(key, checkpoint) {
      const tx = (await database()).transaction(['heads', 'states'], 'readwrite');
      await Promise.all([
        tx.objectStore('heads').put(stored(headOf(checkpoint), stateBytes(checkpoint.state)), key),
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
    async listCheckpoints(prefix) {
      const { store } = (await database()).transaction('heads');
      const range = rangeOf(prefix);
      const [keys, heads] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      const all = keys.map((key, i) => ({ key, value: unstored(heads[i]) }));
      return all.filter(({ value }) => value.version === 1);
    },
    async remove(key) {
      const tx = (await database()).transaction(TABLES, 'readwrite');
      await Promise.all([...TABLES.map((table) => tx.objectStore(table).delete(key)), tx.done]);
    },
    async usage() {
      const tx = (await database()).transaction(['cells', 'heads']);
      const heads = await tx.objectStore('heads').getAll();
      const sizes = heads.map(({ bytes = 0 }) => bytes);
      // One cell at a time: all networks of a large grid together may not fit in memory.
      for (let at = await tx.objectStore('cells').openCursor(); at; at = await at.continue()) {
        sizes.push(at.value.network.byteLength);
      }
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      return { cells: sizes.length - heads.length, checkpoints: heads.length, bytes };
    },
    async clear() {
      const tx = (await database()).transaction(TABLES, 'readwrite');
      await Promise.all([...TABLES.map((table) => tx.objectStore(table).clear()), tx.done]);
    },
  };
}

const stored = (head: CheckpointHead, bytes: number): StoredHead => ({ ...head, bytes, savedAt: Date.now() });

const unstored = ({ bytes: _, savedAt: __, ...head }: StoredHead): CheckpointHead => head;
