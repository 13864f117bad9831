import type { CellStore } from '../cell-store';

/** The part of `navigator.storage` used here; absent on plain http. */
export type Persistence = Pick<StorageManager, 'persist' | 'persisted'>;

/**
 * Asks the browser once, after the first save, to keep the data when disk space runs low. The answer changes
 * nothing: a refusal means that the browser may clear the cells some day.
 */
export function withPersistence(store: CellStore, storage: Persistence | undefined): CellStore {
  let asked = false;
  const ask = async () => {
    if (asked || !storage) return;
    asked = true;
    try {
      if (!(await storage.persisted())) await storage.persist();
    } catch {
      // Some browsers throw instead of refusing.
    }
  };
  const after =
    <A extends unknown[]>(put: (...args: A) => Promise<void>) =>
    async (...args: A) => {
      await put(...args);
      void ask();
    };
  return { ...store, putCell: after(store.putCell), putCheckpoint: after(store.putCheckpoint) };
}
