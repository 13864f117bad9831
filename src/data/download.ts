import { BitscapeError } from '../core/errors';
import { concat } from './gzip';

/** The part of `fetch` that is used, so that tests can give their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface DownloadOptions {
  fetch?: Fetch;
  /** Aborts with the signal's reason. */
  signal?: AbortSignal;
  /** Called with the bytes received so far. */
  onBytes?: (received: number) => void;
  /** Gives up after so many milliseconds without a byte. */
  stallMs?: number;
  /** Gives up beyond so many bytes. */
  limit?: number;
}

/**
 * The body at a URL.
 * @throws BitscapeError "DownloadFailed" (no connection, HTTP status, stalled, too large); the signal's
 * reason if aborted.
 */
export async function download(url: string, options: DownloadOptions = {}): Promise<Uint8Array> {
  const { fetch = globalThis.fetch, signal, onBytes, stallMs = 20_000, limit = Infinity } = options;
  signal?.throwIfAborted();
  const stop = new AbortController();
  const failed = (reason: string) => new BitscapeError('DownloadFailed', `${url}: ${reason}`, url);
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', abort);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rewind = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(failed(`no data for ${stallMs / 1000} s`)), stallMs);
  };
  try {
    rewind();
    const response = await fetch(url, {
      signal: stop.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    if (!response.ok) throw failed(`HTTP ${response.status} ${response.statusText}`.trimEnd());
    if (!response.body) throw failed('empty answer');
    const reader = response.body.getReader();
    const chunks: Uint8Array[] = [];
    let received = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return concat(chunks, received);
      rewind();
      chunks.push(value);
      received += value.length;
      if (received > limit) throw failed(`more than the ${limit} bytes expected`);
      onBytes?.(received);
    }
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    stop.abort();
    if (error instanceof BitscapeError) throw error;
    throw failed(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
