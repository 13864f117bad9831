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
 * Opens IndexedDB, else a store in memory that says why. Never rejects. With `onProblem`, what the disk refuses
 * later is kept in memory and told there, once; without, saving rejects (a sweep has a fallback of its own).
 */
export async function openCellStore(onProblem?: (message: string) => void): Promise<OpenedCellStore> {
  try {
    const kept = withPersistence(await indexedCellStore(), globalThis.navigator?.storage);
    const store = onProblem ? withMemoryFallback(kept, onProblem) : kept;
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
