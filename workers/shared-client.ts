import { proxy } from 'comlink';
import type { Dataset } from '../src/core/datasets/dataset';
import type { SharedRecipe } from '../src/engine/shared/recipe';
import type { SharedRun } from '../src/engine/shared/run';
import type { SharedHooks } from './protocol';
import { tell } from './train-client';
import { type TrainWorkers, trainWorkers } from './train-workers';

/** A shared-weight training in a worker of its own. */
export interface SharedTraining {
  /** Rejects with "WorkerLost" after `stop`, or if the worker dies. */
  result: Promise<SharedRun>;
  pause(): void;
  resume(): void;
  /** Ends it at once; nothing is kept. */
  stop(): void;
}

/** Starts a shared-weight training on the engine of that choice if it can, else on ours. */
export function startSharedTraining(
  choice: string,
  data: Dataset,
  recipe: SharedRecipe,
  hooks: SharedHooks,
  workers: TrainWorkers = trainWorkers,
): SharedTraining {
  const { connection, engine } = workers.take(choice, data);
  const run = async (): Promise<SharedRun> => {
    try {
      await engine;
      return await connection.call((remote) => remote.trainShared(recipe, proxy({ ...hooks })));
    } finally {
      connection.close();
    }
  };
  return {
    result: run(),
    pause: () => tell(connection.call((remote) => remote.pause())),
    resume: () => tell(connection.call((remote) => remote.resume())),
    stop: () => connection.close(),
  };
}
