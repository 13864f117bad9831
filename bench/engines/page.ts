import type { BenchRequest } from './worker';

declare global {
  interface Window {
    /** Sends a request to the worker of that number, started on its first one. */
    ask(worker: number, request: BenchRequest): Promise<number>;
  }
}

const workers = new Map<number, Worker>();

function workerOf(number: number): Worker {
  const known = workers.get(number);
  if (known) return known;
  const fresh = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  workers.set(number, fresh);
  return fresh;
}

window.ask = (number, request) =>
  new Promise((resolve, reject) => {
    const worker = workerOf(number);
    worker.onmessage = ({ data }) => ('error' in data ? reject(new Error(data.error)) : resolve(data.value));
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(request);
  });
