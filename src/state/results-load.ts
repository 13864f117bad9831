import { ALL_BITS, cellKey, cellsOf } from '../core/precision';
import { activeData } from './data-sets';
import { designRunKey } from './recipes';
import type { CellResult } from './results-slice';
import { cellStore } from './storage';
import { useStore } from './store';

let generation = 0;

/** Fills the grid with what this browser has kept for the present design: finished cells, and runs half done. */
export async function loadResults(): Promise<void> {
  const mine = ++generation;
  const { design, ownData, replaceResults } = useStore.getState();
  const dataset = activeData(design, ownData).id;
  replaceResults({});
  const { store } = await cellStore();
  const results: Record<string, CellResult> = {};
  const positions = new Map(
    cellsOf(ALL_BITS, ALL_BITS).map((position) => [
      designRunKey(design, position, dataset),
      cellKey(position),
    ]),
  );
  const prefix = [...positions.keys()][0].split('/').slice(0, 2).join('/');
  for (const { key, value } of await store.listCheckpoints(`${prefix}/`)) {
    const { history, recipe } = value;
    const at = positions.get(key);
    if (at) results[at] = { status: 'queued', progress: history.length / recipe.epochs, history };
  }
  const read = [...positions].map(async ([key, at]) => {
    const cell = await store.getCell(key);
    if (cell) results[at] = { status: 'done', progress: 1, history: cell.history, cell };
  });
  await Promise.all(read);
  if (mine === generation && useStore.getState().sweep.state === 'idle') replaceResults(results);
}
