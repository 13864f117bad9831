import { BitscapeError } from '../../core/errors';
import type { CellTrainer } from './cell-trainer';

/** Trainers of a sweep: opened when first needed, used again for the next cell. */
export interface TrainerPool {
  /** How many trainers there may be; falls when one cannot be opened beside the others. */
  readonly size: number;
  /** An idle trainer, else a new one. @throws what opening threw, or "Cancelled" when closed meanwhile. */
  take(): Promise<CellTrainer>;
  /** Hands back a trainer that is well. */
  giveBack(trainer: CellTrainer): void;
  /** Terminates a trainer that failed. */
  discard(trainer: CellTrainer): void;
  /**
   * After `take` threw: gives up one place if other trainers are there to go on with.
   * Answers whether there are.
   */
  shrink(): boolean;
  /** Terminates every trainer, those that are being opened too. */
  close(): void;
}

/** A pool of at most `size` trainers. The caller takes no more than that at a time. */
export function createTrainerPool(open: () => Promise<CellTrainer>, size: number): TrainerPool {
  const alive = new Set<CellTrainer>();
  const idle: CellTrainer[] = [];
  let places = size;
  let opening = 0;
  let closed = false;

  const openOne = async (): Promise<CellTrainer> => {
    opening++;
    try {
      const trainer = await open();
      if (closed) {
        trainer.terminate();
        throw new BitscapeError('Cancelled', 'the sweep was cancelled');
      }
      alive.add(trainer);
      return trainer;
    } finally {
      opening--;
    }
  };

  return {
    get size() {
      return places;
    },
    take: async () => idle.pop() ?? openOne(),
    giveBack(trainer) {
      if (alive.has(trainer)) idle.push(trainer);
    },
    discard(trainer) {
      if (alive.delete(trainer)) trainer.terminate();
    },
    shrink() {
      const others = alive.size + opening;
      if (others === 0) return false;
      places = others;
      return true;
    },
    close() {
      closed = true;
      for (const trainer of alive) trainer.terminate();
      alive.clear();
      idle.length = 0;
    },
  };
}
