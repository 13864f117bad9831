import type { CellStore } from '../cell-store';
import { withMemoryFallback } from './fallback';
import { indexedCellStore } from './indexed-store';
import { memoryCellStore } from './memory-store';
import { withPersistence } from './persist';

/** The page's store, and whether it outlives the page. */
export interface OpenedCellStore {
  store: CellStore;
  persistent: boolean;
  /** Why nothing is kept, for a person; null when `persistent`. */
  reason: string | null;
}

/**
 * Opens IndexedDB, else a store in memory that says why. Never rejects. What the disk refuses later is kept in
 * memory and told to `onProblem`, once.
 */
export async function openCellStore(
  onProblem: (message: string) => void = () => {},
): Promise<OpenedCellStore> {
  try {
    const kept = withPersistence(await indexedCellStore(), globalThis.navigator?.storage);
    const store = withMemoryFallback(kept, onProblem);
    return { store, persistent: true, reason: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      store: memoryCellStore(),
      persistent: false,
      reason: `Trained cells are lost when the page closes: ${why}.`,
    };
  }
}
