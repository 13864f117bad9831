import { cellName } from '../core/precision';
import { cellAccuracy } from '../engine/checkpoint';
import type { Recipe } from '../engine/recipe';
import type { SweepEvent } from '../engine/sweep/events';
import { shareOf } from '../engine/sweep/meter';
import { recipeCellKey } from './recipes';
import type { CellResult } from './results-slice';
import type { Run } from './run';
import { useStore } from './store';

type Handlers = { [K in SweepEvent['type']]: (event: Extract<SweepEvent, { type: K }>) => void };

/**
 * Puts a sweep's events into the store, and calls `onEnd` when it is done or cancelled. Events name cells by run key; the
 * grid knows them by their bits.
 */
export function sweepListener(
  run: Run,
  recipes: ReadonlyMap<string, Recipe>,
  onEnd: () => void,
): (event: SweepEvent) => void {
  const { updateResult, notify, note } = useStore.getState();
  const cellOf = (key: string) => recipeCellKey(recipes.get(key)!);
  const nameOf = (key: string) => cellName(recipes.get(key)!.precision);
  /** Draws with the next beat what is new of a cell, unless it has ended by then. */
  const whileTraining = (key: string, what: string, news: Partial<CellResult>) => {
    const cell = cellOf(key);
    run.soon(`${cell} ${what}`, () => {
      if (useStore.getState().results[cell]?.status === 'training') updateResult(cell, news);
    });
  };
  const handlers: Handlers = {
    state: ({ state }) => {
      if (state === 'done' || state === 'cancelled') onEnd();
    },
    'cell-started': ({ key, resumedFrom }) => {
      updateResult(cellOf(key), { status: 'training' });
      if (resumedFrom) note(`${nameOf(key)} resumes after epoch ${resumedFrom}.`);
    },
    'cell-progress': ({ key, progress }) => whileTraining(key, 'progress', { progress: shareOf(progress) }),
    'cell-epoch': ({ key, history }) => whileTraining(key, 'epoch', { history }),
    'cell-finished': ({ key, cell, fromStore }) => {
      updateResult(cellOf(key), { status: 'done', progress: 1, history: cell.history, cell });
      const accuracy = (100 * cellAccuracy(cell)).toFixed(2);
      if (!fromStore) note(`${nameOf(key)}: ${accuracy} % in ${cell.seconds.toFixed(1)} s.`);
    },
    'cell-failed': ({ key, error, willRetry }) => {
      if (willRetry) return note(`${nameOf(key)}: ${error} It is tried again.`);
      updateResult(cellOf(key), { status: 'failed', message: error });
      notify('error', `${nameOf(key)} could not be trained: ${error}`);
    },
    'cell-locked': ({ key }) => updateResult(cellOf(key), { status: 'elsewhere' }),
    progress: ({ cellsDone, cells, imagesPerSecond, secondsLeft }) =>
      run.soon('cells', () => run.patch({ cellsDone, cells, imagesPerSecond, secondsLeft })),
    notice: ({ message }) => notify('info', message),
  };
  return <T extends SweepEvent>(event: T) => (handlers[event.type] as (e: T) => void)(event);
}
