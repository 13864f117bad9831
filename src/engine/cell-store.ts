import type { Checkpoint, TrainedCell } from './checkpoint';
import type { TrainerState } from './trainer';

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
  /** Runs that stopped between two epochs and whose key starts with `prefix`, by ascending key. */
  listCheckpoints(prefix: string): Promise<Keyed<CheckpointHead>[]>;
  /** Forgets the cell and the checkpoint of a key. */
  remove(key: string): Promise<void>;
  usage(): Promise<StoreUsage>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

/** What a store holds. */
export interface StoreUsage {
  cells: number;
  checkpoints: number;
  /** Bytes of their weights, which are nearly all that they take. */
  bytes: number;
}

/** The head of a checkpoint. */
export function headOf({ state: _, ...head }: Checkpoint): CheckpointHead {
  return head;
}

/** Bytes of a trainer's arrays. */
export function stateBytes({ parameters, moments }: TrainerState): number {
  const groups = [...parameters, ...moments.flatMap(({ m, v }) => [m, v])];
  const arrays: Float32Array[] = groups.flatMap((group) => Object.values(group));
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
