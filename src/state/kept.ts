import { loadResults } from './results-load';
import { cellStore } from './storage';
import { useStore } from './store';

/** What this browser keeps for the page. */
export interface Kept {
  cells: number;
  checkpoints: number;
  bytes: number;
}

export const readKept = async (): Promise<Kept> => (await cellStore()).store.usage();

/** Forgets every trained cell and checkpoint of this browser, and says if that failed. MNIST stays. */
export async function forgetAll(): Promise<Kept> {
  const { store } = await cellStore();
  await store.clear();
  const left = await store.usage();
  const { replaceResults, resultsOf, note, notify } = useStore.getState();
  replaceResults(resultsOf, {});
  await loadResults();
  if (left.cells + left.checkpoints > 0)
    notify('error', 'This browser did not let the page forget what it keeps.');
  else note('All trained cells and checkpoints of this browser are forgotten.');
  return left;
}
