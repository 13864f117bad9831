import { proxy } from 'comlink';
import type { Dataset } from '../src/core/datasets/dataset';
import type { SharedRecipe } from '../src/engine/shared/recipe';
import type { SharedRun } from '../src/engine/shared/run';
import { connect, type WorkerFactory } from './connection';
import type { SharedHooks, TrainApi } from './protocol';
import { startTrainWorker, tell } from './train-client';

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
  factory: WorkerFactory = startTrainWorker,
): SharedTraining {
  const connection = connect<TrainApi>(factory, 'train');
  const run = async (): Promise<SharedRun> => {
    try {
      await connection.call((remote) => remote.open(choice, data));
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
