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

/** Forgets every trained cell and checkpoint of this browser. MNIST stays. */
export async function forgetAll(): Promise<void> {
  await (await cellStore()).store.clear();
  const { replaceResults, resultsOf, note } = useStore.getState();
  replaceResults(resultsOf, {});
  await loadResults();
  note('All trained cells and checkpoints of this browser are forgotten.');
}
