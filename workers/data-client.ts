import { proxy, type Remote } from 'comlink';
import type { Dataset } from '../src/core/datasets/dataset';
import type { DatasetOptions } from '../src/core/datasets/synthetic';
import type { MnistProgress } from '../src/data/mnist';
import type { WorkerFactory } from './connection';
import { inOwnWorker } from './one-shot';
import type { DataApi, DrawnImages } from './protocol';

interface Cancellable {
  /** Aborting ends the worker at once; the call rejects with "Cancelled". */
  signal?: AbortSignal;
}

interface Uncached {
  /** Called if MNIST will have to be downloaded again: the browser keeps nothing, or its storage is full. */
  onNotKept?: () => void;
}

/** Gets data sets in a worker, so that the page stays smooth. */
export interface DataClient {
  synthetic(
    options: DatasetOptions,
    hooks?: Cancellable & { onProgress?: (drawn: DrawnImages) => void },
  ): Promise<Dataset>;
  jets(hooks?: Cancellable): Promise<Dataset>;
  /** @throws BitscapeError "MnistUnavailable" with the reason of every mirror. */
  mnist(
    hooks?: Cancellable & {
      onProgress?: (progress: MnistProgress) => void;
      onMirrorFailed?: (mirror: string, reason: string) => void;
    } & Uncached,
  ): Promise<Dataset>;
  /** @throws BitscapeError that names the file that is not right. */
  files(files: readonly File[], hooks?: Cancellable & Uncached): Promise<Dataset>;
}

const startWorker: WorkerFactory = () =>
  new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module', name: 'data' });

const ignore = () => {};

/** A client; every call has a worker of its own. */
export function createDataClient(factory: WorkerFactory = startWorker): DataClient {
  const run = (signal: AbortSignal | undefined, work: (remote: Remote<DataApi>) => Promise<Dataset>) =>
    inOwnWorker<DataApi, Dataset>(factory, 'data', signal, work);
  return {
    synthetic: (options, { signal, onProgress = ignore } = {}) =>
      run(signal, (remote) => remote.synthetic(options, proxy(own(onProgress)))),
    jets: ({ signal } = {}) => run(signal, (remote) => remote.jets()),
    mnist: ({ signal, onProgress = ignore, onMirrorFailed = ignore, onNotKept = ignore } = {}) =>
      run(signal, (remote) =>
        remote.mnist(proxy(own(onProgress)), proxy(own(onMirrorFailed)), proxy(own(onNotKept))),
      ),
    files: (files, { signal, onNotKept = ignore } = {}) => {
      const dropped = files.map((content) => ({ name: content.name, content }));
      return run(signal, (remote) => remote.files(dropped, proxy(own(onNotKept))));
    },
  };
}

/** A function of our own: `proxy` marks what it is given. */
const own =
  <A extends unknown[]>(report: (...args: A) => void) =>
  (...args: A): void =>
    report(...args);
