import { proxy } from 'comlink';
import type { CompressionPlan } from '../src/core/compress/plan';
import type { Dataset } from '../src/core/datasets/dataset';
import type { CompressHooks, OpenedEngine } from './protocol';
import { tell } from './train-client';
import { type TrainWorkers, trainWorkers } from './train-workers';

/** A worker that runs plans, one at a time. */
export interface Compressor {
  engine: OpenedEngine;
  /** Resolves when every step is done or left out. Rejects with the worker's error, "WorkerLost" after `stop`. */
  run(plan: CompressionPlan, hooks: CompressHooks): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends it at once; what the store was given stays. */
  stop(): void;
}

/** Starts a worker with an engine ("auto" or an id) and a copy of the data. `onStart` gets its `stop` before it is open. */
export async function openCompressor(
  choice: string,
  data: Dataset,
  onStart: (stop: () => void) => void = () => {},
  workers: TrainWorkers = trainWorkers,
): Promise<Compressor> {
  const { connection, engine: opening } = workers.take(choice, data);
  onStart(() => connection.close());
  try {
    const engine = await opening;
    return {
      engine,
      run: (plan, hooks) => connection.call((remote) => remote.compress(plan, proxy({ ...hooks }))),
      pause: () => tell(connection.call((remote) => remote.pause())),
      resume: () => tell(connection.call((remote) => remote.resume())),
      stop: () => connection.close(),
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}
