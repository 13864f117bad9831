import type { DBSchema, IDBPDatabase } from 'idb';
import type { CheckpointHead } from '../cell-store';
import type { TrainedCell } from '../checkpoint';
import type { TrainerState } from '../trainer';

/** Name of the database; one per site. */
export const DATABASE = 'bitscape-cells';

/** A checkpoint's head as stored. */
export type StoredHead = CheckpointHead & {
  /** When, in milliseconds since 1970; absent in the oldest. */
  savedAt?: number;
  /** Bytes of the weights in `states`. */
  bytes?: number;
};

/** Tables, each keyed by `runKey`. Weights are apart from the heads so that listing runs reads no weights. */
export interface CellSchema extends DBSchema {
  cells: { key: string; value: TrainedCell };
  heads: { key: string; value: StoredHead };
  states: { key: string; value: TrainerState };
}

export type CellDatabase = IDBPDatabase<CellSchema>;

/** Step i brings a database from version i to i + 1. Published steps never change: add one. */
const MIGRATIONS: readonly ((database: CellDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('cells');
    database.createObjectStore('heads');
    database.createObjectStore('states');
  },
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a database of version `from` (0 = new) to the present one. */
export function migrate(database: CellDatabase, from: number): void {
  for (const step of MIGRATIONS.slice(from)) step(database);
}
