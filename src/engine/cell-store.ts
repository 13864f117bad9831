import type { Checkpoint, TrainedCell } from './checkpoint';

/** Where checkpoints and finished cells are kept, by `runKey`: IndexedDB in the page, memory in tests. */
export interface CellStore {
  getCheckpoint(key: string): Promise<Checkpoint | undefined>;
  putCheckpoint(key: string, checkpoint: Checkpoint): Promise<void>;
  /** Keeps a finished cell and forgets its checkpoint. */
  putCell(key: string, cell: TrainedCell): Promise<void>;
  getCell(key: string): Promise<TrainedCell | undefined>;
  remove(key: string): Promise<void>;
}
