import type { DBSchema, IDBPDatabase } from 'idb';
import { openDatabase } from '../../data/open-database';
import type { Checkpoint } from '../checkpoint';
import type { KeptStep } from '../compress/step-store';
import { bytesOf, type StepTable } from './step-table';

interface StepSchema extends DBSchema {
  steps: { key: string; value: KeptStep };
  floats: { key: string; value: Checkpoint };
}

/** A table in IndexedDB. @throws BitscapeError "StorageUnavailable" that says why not. */
export async function indexedStepTable(name = 'bitscape-steps'): Promise<StepTable> {
  let open: Promise<IDBPDatabase<StepSchema>> | undefined;
  const database = (): Promise<IDBPDatabase<StepSchema>> => {
    open ??= openDatabase<StepSchema>(
      name,
      1,
      (db) => {
        db.createObjectStore('steps');
        db.createObjectStore('floats');
      },
      () => {
        open = undefined;
      },
    ).catch((error) => {
      open = undefined;
      throw error;
    });
    return open;
  };
  await database();
  return {
    async step(key) {
      const found = await (await database()).get('steps', key);
      return found?.version === 1 ? found : undefined;
    },
    float: async (key) => (await database()).get('floats', key),
    async keepStep(key, step, float) {
      const tx = (await database()).transaction(['steps', 'floats'], 'readwrite');
      await Promise.all([
        tx.objectStore('steps').put(step, key),
        float && tx.objectStore('floats').put(float, key),
        tx.done,
      ]);
    },
    async usage() {
      const tx = (await database()).transaction(['steps', 'floats']);
      const steps = await tx.objectStore('steps').getAll();
      return { steps: steps.length, bytes: bytesOf(steps, await tx.objectStore('floats').getAll()) };
    },
    async clear() {
      const tx = (await database()).transaction(['steps', 'floats'], 'readwrite');
      await Promise.all([tx.objectStore('steps').clear(), tx.objectStore('floats').clear(), tx.done]);
    },
  };
}
