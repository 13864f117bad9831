import { trainerOpener } from '../../workers/train-client';
import { cellName, cellsOf } from '../core/precision';
import { coarseToFine } from '../core/space/order';
import { cellAccuracy } from '../engine/checkpoint';
import type { Recipe } from '../engine/recipe';
import { runKey } from '../engine/run-key';
import type { SweepEvent } from '../engine/sweep/events';
import { shareOf } from '../engine/sweep/meter';
import { createSweep, type Sweep } from '../engine/sweep/sweep';
import { prepareData, stopLoading } from './data';
import { messageOf, plural } from './messages';
import { designRecipe, recipeCellKey } from './recipes';
import { loadResults } from './results-load';
import { IDLE_SWEEP } from './session-slice';
import { cellLocks, cellStore } from './storage';
import { useStore } from './store';

let sweep: Sweep | null = null;
/** Raised by every start and cancel, so that a start that was waiting for data knows that it is over. */
let run = 0;

/** Memory that a train worker may take with its engine and a copy of MNIST, in gigabytes. */
const WORKER_GB = 0.5;

/** Workers that train at once: one per core, less one for the page, and no more than the memory holds. */
function workerCount(): number {
  const { deviceMemory = 8 } = navigator as { deviceMemory?: number };
  const cores = (navigator.hardwareConcurrency ?? 2) - 1;
  return Math.max(1, Math.min(cores, Math.floor(deviceMemory / 2 / WORKER_GB)));
}

/** Trains the design's sub-grid. Finished cells are taken from the store, half-done ones resume. */
export async function startTraining(): Promise<void> {
  if (useStore.getState().sweep.state !== 'idle') return;
  run += 1;
  const mine = run;
  const { design, engineChoice, updateSession, note, notify } = useStore.getState();
  const cells = coarseToFine(cellsOf(design.weights, design.activations));
  const workers = Math.min(workerCount(), cells.length);
  updateSession({ sweep: { ...IDLE_SWEEP, state: 'running', cells: cells.length, workers } });
  try {
    const data = await prepareData();
    const { store } = await cellStore();
    if (mine !== run) return;
    // Why the data could not be had is shown beside it.
    if (!data) return finish();
    const recipes = cells.map((cell) => designRecipe(design, cell));
    for (const key of recipes.map(recipeCellKey)) {
      const { results, updateResult } = useStore.getState();
      if (results[key]?.status !== 'done') updateResult(key, { status: 'queued' });
    }
    note(
      `Training ${plural(cells.length, 'cell')} of ${design.network}, ${plural(design.epochs, 'epoch')} each, on ${data.name}.`,
    );
    const openTrainer = trainerOpener({
      engine: engineChoice,
      data,
      onEngine: ({ label, tried }) => {
        updateSession({ engineLabel: label });
        for (const { id, reason } of tried) note(`${id} passed over: ${reason}`);
        note(`Engine: ${label}.`);
      },
    });
    const onEvent = createListener(new Map(recipes.map((recipe) => [runKey(recipe, data.id), recipe])));
    sweep = createSweep({
      recipes,
      dataset: data.id,
      openTrainer,
      workers,
      store,
      locks: cellLocks(),
      onEvent,
    });
    sweep.start();
    if (useStore.getState().sweep.state === 'paused') sweep.pause();
  } catch (error) {
    if (mine === run) finish();
    notify('error', messageOf(error));
  }
}

export function pauseTraining(): void {
  sweep?.pause();
  patchSweep({ state: 'paused' });
}

export function resumeTraining(): void {
  sweep?.resume();
  patchSweep({ state: 'running' });
}

/** Stops at once. Finished epochs stay, so Train goes on from there. */
export async function cancelTraining(): Promise<void> {
  if (useStore.getState().sweep.state === 'stopping') return;
  run += 1;
  stopLoading();
  const ending = sweep;
  patchSweep({ state: 'stopping' });
  await ending?.cancel();
  finish();
  await loadResults();
}

const patchSweep = (patch: Partial<typeof IDLE_SWEEP>): void => {
  const { sweep: status, updateSession } = useStore.getState();
  updateSession({ sweep: { ...status, ...patch } });
};

function finish(): void {
  sweep = null;
  useStore.getState().updateSession({ sweep: IDLE_SWEEP });
}

type Handlers = { [K in SweepEvent['type']]: (event: Extract<SweepEvent, { type: K }>) => void };

/** Puts a sweep's events into the store. Events name cells by run key; the grid knows them by their bits. */
function createListener(recipes: ReadonlyMap<string, Recipe>): (event: SweepEvent) => void {
  const { updateResult, notify, note } = useStore.getState();
  const cellOf = (key: string) => recipeCellKey(recipes.get(key)!);
  const nameOf = (key: string) => cellName(recipes.get(key)!.precision);
  const handlers: Handlers = {
    state: ({ state }) => {
      if (state === 'done') {
        note('Training is complete.');
        finish();
      }
    },
    'cell-started': ({ key, resumedFrom }) => {
      updateResult(cellOf(key), { status: 'training' });
      if (resumedFrom) note(`${nameOf(key)} resumes after epoch ${resumedFrom}.`);
    },
    'cell-progress': ({ key, progress }) =>
      updateResult(cellOf(key), { status: 'training', progress: shareOf(progress) }),
    'cell-epoch': ({ key, history }) => updateResult(cellOf(key), { history }),
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
    progress: ({ cellsDone, cells: all, imagesPerSecond, secondsLeft }) =>
      patchSweep({ cellsDone, cells: all, imagesPerSecond, secondsLeft }),
    notice: ({ message }) => notify('info', message),
  };
  return <T extends SweepEvent>(event: T) => (handlers[event.type] as (e: T) => void)(event);
}
