import { type Endpoint, type Remote, releaseProxy, wrap } from 'comlink';
import { BitscapeError } from '../src/core/errors';
import { carryErrors } from './error-transfer';

/** The part of `Worker` that a client needs; tests give their own. */
export interface WorkerLike extends Endpoint {
  terminate(): void;
}

export type WorkerFactory = () => WorkerLike;

/** A worker and its typed proxy. */
export interface Connection<T> {
  /** Calls the worker. Rejects with the worker's error, or with the reason of `close` if it ends first. */
  call<R>(work: (remote: Remote<T>) => Promise<R>): Promise<R>;
  /** It was closed, or the worker has died. */
  readonly closed: boolean;
  /** Ends the worker at once; calls that wait reject. Closing twice does nothing. */
  close(reason?: BitscapeError): void;
}

/**
 * Connections in use. A comlink proxy that is collected while a call waits drops the reply, and the call never
 * ends: it is held here until the connection is closed.
 */
const inUse = new Set<unknown>();

/** Starts a worker. When it dies, calls that wait and later ones reject with BitscapeError "WorkerLost". */
export function connect<T>(factory: WorkerFactory, name: string): Connection<T> {
  carryErrors();
  const worker = factory();
  const remote = wrap<T>(worker);
  inUse.add(remote);
  let end: (reason: BitscapeError) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = reject;
  });
  ended.catch(() => {});
  let closed = false;

  const lost = (why: string) => new BitscapeError('WorkerLost', `The ${name} worker ${why}`, name);
  const close = (reason = lost('was terminated')) => {
    if (closed) return;
    closed = true;
    end(reason);
    worker.removeEventListener('error', onError);
    worker.removeEventListener('messageerror', onMessageError);
    remote[releaseProxy]();
    worker.terminate();
    inUse.delete(remote);
  };
  const onError = (event: Event) => {
    // Otherwise the page's own error handler reports it a second time.
    event.preventDefault();
    const message = 'message' in event && typeof event.message === 'string' ? event.message : '';
    close(lost(message ? `stopped: ${message}` : 'could not be loaded, or stopped without a word'));
  };
  const onMessageError = () => close(lost('sent a message that could not be read'));
  worker.addEventListener('error', onError);
  worker.addEventListener('messageerror', onMessageError);

  return {
    call: (work) => (closed ? ended : Promise.race([work(remote), ended])),
    get closed() {
      return closed;
    },
    close,
  };
}
