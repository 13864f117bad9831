import type { Dataset } from '../src/core/datasets/dataset';
import { type Connection, connect, type WorkerFactory } from './connection';
import type { OpenedEngine, TrainApi } from './protocol';

/** A train worker that opens its engine and takes a copy of the data. */
export interface TrainWorker {
  connection: Connection<TrainApi>;
  /** Rejects with the worker's error; the worker is closed then. */
  engine: Promise<OpenedEngine>;
}

/** Where train workers come from. */
export interface TrainWorkers {
  /** A worker with the engine of that choice ("auto" or an id) and the data: one that waits, else a new one. */
  take(choice: string, data: Dataset): TrainWorker;
  /** Has that many wait, for a while. Those that wait for another choice or with other data end. */
  warm(choice: string, data: Dataset, count: number): void;
}

/** Milliseconds that a worker which nobody takes is kept: it holds a copy of the data. */
const IDLE_MS = 120_000;

/** Workers that wait. The first of them chooses the engine of all. */
interface Waiting {
  choice: string;
  data: Dataset;
  workers: TrainWorker[];
  /** The engine's id, once it is chosen. */
  id?: string;
}

/** Train workers of that factory, none of them waiting. */
export function createTrainWorkers(factory: WorkerFactory): TrainWorkers {
  let waiting: Waiting | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(timer);
    for (const { connection } of waiting?.workers ?? []) connection.close();
    waiting = null;
  };
  const living = (all: readonly TrainWorker[]) => all.filter(({ connection }) => !connection.closed);

  return {
    take(choice, data) {
      const fits = waiting?.data === data && (choice === waiting.choice || choice === waiting.id);
      const [found, ...others] = fits && waiting ? living(waiting.workers) : [];
      if (!found || !waiting) return open(factory, choice, data);
      waiting.workers = others;
      return found;
    },
    warm(choice, data, count) {
      if (waiting?.choice !== choice || waiting.data !== data) close();
      const set: Waiting = waiting ?? { choice, data, workers: [] };
      set.workers = living(set.workers);
      while (set.workers.length < count) {
        const worker = open(factory, set.workers[0]?.engine ?? choice, data);
        worker.engine.then(
          ({ id }) => {
            set.id = id;
          },
          // Whoever takes it hears of it.
          () => {},
        );
        set.workers.push(worker);
      }
      waiting = set;
      clearTimeout(timer);
      timer = setTimeout(close, IDLE_MS);
    },
  };
}

/** `choice`: "auto", an id, or what another worker opened; what that one passed over counts for this one too. */
function open(factory: WorkerFactory, choice: string | Promise<OpenedEngine>, data: Dataset): TrainWorker {
  const connection = connect<TrainApi>(factory, 'train');
  const opened = async (): Promise<OpenedEngine> => {
    try {
      if (typeof choice === 'string') return await connection.call((remote) => remote.open(choice, data));
      const { id, tried } = await choice;
      return { ...(await connection.call((remote) => remote.open(id, data))), tried };
    } catch (error) {
      connection.close();
      throw error;
    }
  };
  return { connection, engine: opened() };
}

/** The page's train workers. */
export const trainWorkers = createTrainWorkers(
  () => new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module', name: 'train' }),
);
