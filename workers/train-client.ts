import { proxy } from 'comlink';
import type { Dataset } from '../src/core/datasets/dataset';
import { BitscapeError } from '../src/core/errors';
import type { SharedState } from '../src/engine/shared/trainer';
import type { CellTrainer } from '../src/engine/sweep/cell-trainer';
import type { OpenedEngine } from './protocol';
import { type TrainWorkers, trainWorkers } from './train-workers';

export interface TrainerOptions {
  /** "auto" or the id of an engine. */
  engine: string;
  data: Dataset;
  /** The shared weights, where recipes start from them. */
  shared?: SharedState;
  /** Hears which engine the first worker opened, and what it passed over. */
  onEngine?(engine: OpenedEngine): void;
  workers?: TrainWorkers;
}

/**
 * Opens trainers for a sweep, each a worker with its own engine and copy of the data. "auto" is tried by the
 * first worker alone; the others get the engine that it chose, so all cells of a sweep are trained alike.
 */
export function trainerOpener({
  engine: choice,
  data,
  shared,
  onEngine,
  workers = trainWorkers,
}: TrainerOptions): () => Promise<CellTrainer> {
  let chosen: Promise<string> | undefined;

  const openFirst = async (): Promise<CellTrainer> => {
    const trainer = openTrainer(workers, { choice, data, shared, onEngine });
    chosen = trainer.then(({ engine }) => engine.id);
    chosen.catch(() => {
      chosen = undefined;
    });
    return trainer;
  };

  return async function open(): Promise<CellTrainer> {
    if (!chosen) return openFirst();
    const id = await chosen.catch(() => undefined);
    if (id === undefined) return open();
    try {
      return await openTrainer(workers, { choice: id, data, shared });
    } catch (error) {
      // The engine may be gone for good (a lost GPU): the next worker chooses anew.
      if (error instanceof BitscapeError && error.name === 'EngineUnavailable') chosen = undefined;
      throw error;
    }
  };
}

async function openTrainer(
  workers: TrainWorkers,
  { choice, data, shared, onEngine }: Omit<TrainerOptions, 'engine' | 'workers'> & { choice: string },
): Promise<CellTrainer> {
  const { connection, engine } = workers.take(choice, data);
  try {
    const opened = await engine;
    if (shared) await connection.call((remote) => remote.startFrom(shared));
    onEngine?.(opened);
    return {
      engine: { id: opened.id, label: opened.label },
      train: (recipe, resume, hooks) =>
        connection.call((remote) => remote.train(recipe, resume, proxy({ ...hooks }))),
      pause: () => tell(connection.call((remote) => remote.pause())),
      resume: () => tell(connection.call((remote) => remote.resume())),
      terminate: () => connection.close(),
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A call whose failure shows elsewhere: the run that it is about rejects as well. */
export const tell = (call: Promise<unknown>): void => {
  call.catch(() => {});
};
