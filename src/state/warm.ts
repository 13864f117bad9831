import { trainWorkers } from '../../workers/train-workers';
import { ANCHOR_CELLS } from '../core/preview/calibrate';
import { dataAtHand } from './data';
import { useStore } from './store';
import { workerCount } from './worker-count';

/** Workers that wait at most: as many as a preview takes. */
const MOST = 1 + ANCHOR_CELLS.length;

/**
 * Starts the workers of the next run, so that the click on Train or Preview does not wait for them. Does nothing while a run
 * goes on, or where the images are not there yet.
 */
export function warmUp(): void {
  const { sweep, engineChoice } = useStore.getState();
  const data = dataAtHand();
  if (!data || sweep.state !== 'idle') return;
  trainWorkers.warm(engineChoice, data, Math.min(MOST, workerCount({ spared: 0 })));
}

/** Warms up as soon as images are there. Returns a function that stops. */
export const syncWarmth = (): (() => void) =>
  useStore.subscribe(({ data }, previous) => {
    if (data !== previous.data && data.state === 'ready') warmUp();
  });
