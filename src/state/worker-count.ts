/** Memory that a train worker may take with its engine and a copy of MNIST, in gigabytes. */
const WORKER_GB = 0.5;

/**
 * Workers that train at once: one per core less those that are left to the page, no more than the memory holds, and one
 * at least.
 */
export function workerCount({ spared }: { spared: number }): number {
  const { deviceMemory = 8 } = navigator as { deviceMemory?: number };
  const cores = (navigator.hardwareConcurrency ?? 2) - spared;
  return Math.max(1, Math.min(cores, Math.floor(deviceMemory / 2 / WORKER_GB)));
}
