import { type CellStore, headOf, type Keyed, stateBytes } from '../cell-store';
import type { Checkpoint, TrainedCell } from '../checkpoint';

/** A store that lives as long as the page: for tests, and where the browser keeps nothing. Copies what it is given. */
export function memoryCellStore(): CellStore {
  const cells = new Map<string, TrainedCell>();
  const checkpoints = new Map<string, Checkpoint>();
  const copy = <T>(value: T | undefined): T | undefined => value && structuredClone(value);
  return {
    getCheckpoint: async (key) => copy(checkpoints.get(key)),
    async putCheckpoint(key, checkpoint) {
      checkpoints.set(key, structuredClone(checkpoint));
    },
    async putCell(key, cell) {
      cells.set(key, structuredClone(cell));
      checkpoints.delete(key);
    },
    getCell: async (key) => copy(cells.get(key)),
    listCheckpoints: async (prefix) =>
      structuredClone(within(checkpoints, prefix).map(({ key, value }) => ({ key, value: headOf(value) }))),
    async remove(key) {
      cells.delete(key);
      checkpoints.delete(key);
    },
    async usage() {
      const sizes = [
        ...[...cells.values()].map(({ network }) => network.byteLength),
        ...[...checkpoints.values()].map(({ state }) => stateBytes(state)),
      ];
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      return { cells: cells.size, checkpoints: checkpoints.size, bytes };
    },
    async clear() {
      cells.clear();
      checkpoints.clear();
    },
  };
}

const within = <T>(map: ReadonlyMap<string, T>, prefix: string): Keyed<T>[] =>
  [...map]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
