import { forgetSteps, stepTable } from './compress';
import { loadResults } from './results-load';
import { cellStore } from './storage';
import { useStore } from './store';

/** What this browser keeps for the page. */
export interface Kept {
  cells: number;
  checkpoints: number;
  /** Steps of pipelines. */
  steps: number;
  bytes: number;
}

export async function readKept(): Promise<Kept> {
  const [cells, steps] = [await (await cellStore()).store.usage(), await (await stepTable()).usage()];
  return { ...cells, steps: steps.steps, bytes: cells.bytes + steps.bytes };
}

/** Forgets every trained cell, checkpoint, step and preview of this browser, and says if that failed. MNIST stays. */
export async function forgetAll(): Promise<Kept> {
  const { store } = await cellStore();
  await store.clear();
  await forgetSteps();
  const left = await readKept();
  const { replaceResults, resultsOf, setPreviews, note, notify } = useStore.getState();
  replaceResults(resultsOf, {});
  setPreviews([]);
  await loadResults();
  if (left.cells + left.checkpoints + left.steps > 0)
    notify('error', 'This browser did not let the page forget what it keeps.');
  else note('All trained cells, checkpoints, compression steps and previews of this browser are forgotten.');
  return left;
}
