import { ALL_BITS, cellKey, cellsOf } from '../core/precision';
import { activeData } from './data-sets';
import { designRunKey, trainingKey } from './recipes';
import type { CellResult } from './results-slice';
import { cellStore } from './storage';
import { type AppState, useStore } from './store';

type Results = Readonly<Record<string, CellResult>>;

const currentKey = ({ design, ownData }: AppState): string =>
  trainingKey(design, activeData(design, ownData));

/** Fills the grid with what this browser has kept for the present design: finished cells, and runs half done. */
export async function loadResults(): Promise<void> {
  const key = currentKey(useStore.getState());
  if (useStore.getState().resultsOf !== key) useStore.getState().replaceResults(key, {});
  const stored = await readStored(useStore.getState());
  const now = useStore.getState();
  // The design may have changed while the store was read; its own reading follows.
  if (currentKey(now) === key)
    now.replaceResults(key, merge(stored, now.results, now.sweep.state !== 'idle'));
}

async function readStored({ design, ownData }: AppState): Promise<Results> {
  const data = activeData(design, ownData);
  const positions = new Map(
    cellsOf(ALL_BITS, ALL_BITS).map((position) => [designRunKey(design, position, data), cellKey(position)]),
  );
  const { store } = await cellStore();
  const results: Record<string, CellResult> = {};
  const prefix = [...positions.keys()][0].split('/').slice(0, 2).join('/');
  for (const { key, value } of await store.listCheckpoints(`${prefix}/`)) {
    const { history, recipe } = value;
    const at = positions.get(key);
    if (at) results[at] = { status: 'partial', progress: history.length / recipe.epochs, history };
  }
  const read = [...positions].map(async ([key, at]) => {
    const cell = await store.getCell(key);
    if (cell) results[at] = { status: 'done', progress: 1, history: cell.history, cell };
  });
  await Promise.all(read);
  return results;
}

/** What the store holds, under what a running sweep, or a failure of this visit, has to say. */
function merge(stored: Results, present: Results, running: boolean): Results {
  const kept = Object.entries(present).filter(([key, result]) => {
    if (stored[key]?.status === 'done') return false;
    return running || result.status === 'failed';
  });
  const merged: Record<string, CellResult> = { ...stored };
  for (const [key, result] of kept) {
    const history = result.history.length > 0 ? result.history : (stored[key]?.history ?? []);
    merged[key] = { ...result, history };
  }
  return merged;
}
