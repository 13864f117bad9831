import type { Checkpoint, TrainedCell } from './checkpoint';

/** A checkpoint without its weights: enough to show how far a run got. */
export type CheckpointHead = Omit<Checkpoint, 'state'>;

/** A stored value and its `runKey`. */
export interface Keyed<T> {
  key: string;
  value: T;
}

/** Where checkpoints and finished cells are kept, by `runKey`: IndexedDB in the page, memory in tests. */
export interface CellStore {
  getCheckpoint(key: string): Promise<Checkpoint | undefined>;
  putCheckpoint(key: string, checkpoint: Checkpoint): Promise<void>;
  /** Keeps a finished cell and forgets its checkpoint. */
  putCell(key: string, cell: TrainedCell): Promise<void>;
  getCell(key: string): Promise<TrainedCell | undefined>;
  /** Finished cells whose key starts with `prefix`, by ascending key. */
  listCells(prefix: string): Promise<Keyed<TrainedCell>[]>;
  /** Runs that stopped between two epochs and whose key starts with `prefix`, by ascending key. */
  listCheckpoints(prefix: string): Promise<Keyed<CheckpointHead>[]>;
  /** Forgets the cell and the checkpoint of a key. */
  remove(key: string): Promise<void>;
}

/** The head of a checkpoint. */
export function headOf({ state: _, ...head }: Checkpoint): CheckpointHead {
  return head;
}
