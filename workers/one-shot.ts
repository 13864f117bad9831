import type { Remote } from 'comlink';
import { BitscapeError } from '../src/core/errors';
import { connect, type WorkerFactory } from './connection';

/**
 * Does one job in a worker of its own, which ends with it and gives its memory back. Aborting the signal ends
 * the worker at once. @throws the worker's error, "WorkerLost", or "Cancelled" when aborted.
 */
export async function inOwnWorker<T, R>(
  factory: WorkerFactory,
  name: string,
  signal: AbortSignal | undefined,
  work: (remote: Remote<T>) => Promise<R>,
): Promise<R> {
  const cancelled = () => new BitscapeError('Cancelled', `The ${name} worker was cancelled`, name);
  if (signal?.aborted) throw cancelled();
  const connection = connect<T>(factory, name);
  const abort = () => connection.close(cancelled());
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await connection.call(work);
  } finally {
    signal?.removeEventListener('abort', abort);
    connection.close();
  }
}
