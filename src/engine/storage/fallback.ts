import type { CellStore, StoreUsage } from '../cell-store';
import { memoryCellStore } from './memory-store';

/**
 * A store that never fails: what `store` refuses (disk full, database gone) is kept in memory, and `onProblem`
 * hears of it once, in words for a person. Each save is tried on `store` first, so it recovers by itself.
 */
export function withMemoryFallback(store: CellStore, onProblem: (message: string) => void): CellStore {
  const memory = memoryCellStore();
  let told = false;
  const tell = (error: unknown) => {
    if (told) return;
    told = true;
    onProblem(reasonOf(error));
  };
  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      tell(error);
      return otherwise;
    }
  };
  const save = async (put: (to: CellStore) => Promise<void>, key: string) => {
    try {
      await put(store);
      await memory.remove(key);
    } catch (error) {
      await put(memory);
      tell(error);
    }
  };
  return {
    getCheckpoint: async (key) =>
      (await memory.getCheckpoint(key)) ?? attempt(() => store.getCheckpoint(key), undefined),
    getCell: async (key) => (await memory.getCell(key)) ?? attempt(() => store.getCell(key), undefined),
    putCheckpoint: (key, checkpoint) => save((to) => to.putCheckpoint(key, checkpoint), key),
    putCell: (key, cell) => save((to) => to.putCell(key, cell), key),
    listCheckpoints: async (prefix) =>
      merge(await attempt(() => store.listCheckpoints(prefix), []), await memory.listCheckpoints(prefix)),
    async remove(key) {
      await memory.remove(key);
      await attempt(() => store.remove(key), undefined);
    },
    async usage() {
      const [kept, recent] = [await attempt(() => store.usage(), NOTHING), await memory.usage()];
      return {
        cells: kept.cells + recent.cells,
        checkpoints: kept.checkpoints + recent.checkpoints,
        bytes: kept.bytes + recent.bytes,
      };
    },
    async clear() {
      await memory.clear();
      await attempt(() => store.clear(), undefined);
    },
  };
}

const NOTHING: StoreUsage = { cells: 0, checkpoints: 0, bytes: 0 };

const merge = <T extends { key: string }>(stored: T[], recent: T[]): T[] => {
  const byKey = new Map([...stored, ...recent].map((entry) => [entry.key, entry]));
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
};

function reasonOf(error: unknown): string {
  const full = error instanceof Error && error.name === 'QuotaExceededError';
  const why = full
    ? 'the disk space given to this site is full'
    : error instanceof Error
      ? error.message
      : error;
  return `Cells cannot be saved on this device (${why}). Training goes on and nothing is lost while the page stays open.`;
}
