import { expose } from 'comlink';
import { syntheticDataset } from '../src/core/datasets/synthetic';
import { mlp } from '../src/core/network/presets';
import { type Recipe, recipeOf } from '../src/engine/recipe';
import type { WorkerLike } from './connection';
import { carryErrors } from './error-transfer';

/** A worker in the same thread, with real messages in between. */
export interface FakeWorker extends WorkerLike {
  terminated: boolean;
  /** Dies as a worker does: no more answers, and an error event. */
  crash(message?: string): void;
}

export function fakeWorker(service: object): FakeWorker {
  carryErrors();
  const { port1, port2 } = new MessageChannel();
  expose(service, port2);
  const events = new EventTarget();
  const targetOf = (type: string): EventTarget => (type === 'message' ? port1 : events);
  const stop = () => {
    port1.close();
    port2.close();
  };
  const worker: FakeWorker = {
    terminated: false,
    postMessage: (message, transfers = []) => port1.postMessage(message, transfers),
    addEventListener: (type, listener) => targetOf(type).addEventListener(type, listener),
    removeEventListener: (type, listener) => targetOf(type).removeEventListener(type, listener),
    start: () => port1.start(),
    terminate() {
      worker.terminated = true;
      stop();
    },
    crash(message) {
      stop();
      events.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
    },
  };
  return worker;
}

/** A factory that remembers its workers. */
export function fakeFactory(service: () => object): { factory: () => FakeWorker; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const factory = () => {
    const worker = fakeWorker(service());
    workers.push(worker);
    return worker;
  };
  return { factory, workers };
}

/** A task that the reference engine does in a moment. */
export const tinyData = () => syntheticDataset({ seed: 1, train: 60, validation: 10, test: 20 });

export const tinyRecipe = (epochs: number, seed = 1): Recipe =>
  recipeOf({
    topology: mlp('tiny', [8]),
    precision: { weightBits: 2, activationBits: 2, inputBits: 1 },
    epochs,
    seed,
    batchSize: 10,
  });
