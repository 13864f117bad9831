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

/** Forgets every trained cell, checkpoint and preview of this browser, and says if that failed. MNIST stays. */
export async function forgetAll(): Promise<Kept> {
  const { store } = await cellStore();
  await store.clear();
  const left = await store.usage();
  const { replaceResults, resultsOf, setPreviews, note, notify } = useStore.getState();
  replaceResults(resultsOf, {});
  setPreviews([]);
  await loadResults();
  if (left.cells + left.checkpoints > 0)
    notify('error', 'This browser did not let the page forget what it keeps.');
  else note('All trained cells, checkpoints and previews of this browser are forgotten.');
  return left;
}
