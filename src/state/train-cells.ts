import { trainerOpener } from '../../workers/train-client';
import type { Dataset } from '../core/datasets/dataset';
import type { Design } from '../core/design/design';
import type { CellPosition } from '../core/precision';
import { AUTO_PRUNING } from '../engine/auto';
import { runKey } from '../engine/run-key';
import type { SharedState } from '../engine/shared/trainer';
import { createSweep } from '../engine/sweep/sweep';
import { designRecipe, recipeCellKey } from './recipes';
import type { Run } from './run';
import { cellLocks, cellStore } from './storage';
import { useStore } from './store';
import { sweepListener } from './sweep-listener';

/** Cells to train as a design says. */
export interface CellsToTrain {
  design: Design;
  /** In the order to train them. */
  cells: readonly CellPosition[];
  data: Dataset;
  workers: number;
  /** The shared weights, where the design starts from them. */
  shared: SharedState | undefined;
}

/**
 * Trains cells as a part of a run. Finished ones are taken from the store, half-done ones resume. Resolves when every cell
 * has ended or the run has.
 */
export async function trainCells(
  run: Run,
  { design, cells, data, workers, shared }: CellsToTrain,
): Promise<void> {
  const { store } = await cellStore();
  if (run.ended) return;
  const { engineChoice, updateSession, note } = useStore.getState();
  const recipes = cells.map((cell) => designRecipe(design, cell, data.train.count));
  for (const key of recipes.map(recipeCellKey)) {
    const { results, updateResult } = useStore.getState();
    if (results[key]?.status !== 'done') updateResult(key, { status: 'queued' });
  }
  const openTrainer = trainerOpener({
    engine: design.sparsity > 0 && engineChoice === 'auto' ? AUTO_PRUNING : engineChoice,
    data,
    shared,
    onEngine: ({ label, tried }) => {
      updateSession({ engineLabel: label });
      for (const { id, reason } of tried) note(`${id} passed over: ${reason}`);
      note(`Engine: ${label}.`);
    },
  });
  const byKey = new Map(recipes.map((recipe) => [runKey(recipe, data.id), recipe]));
  await new Promise<void>((resolve) => {
    const sweep = createSweep({
      recipes,
      dataset: data.id,
      openTrainer,
      workers: Math.min(workers, cells.length),
      store,
      locks: cellLocks(),
      onEvent: sweepListener(run, byKey, () => {
        release();
        resolve();
      }),
    });
    const release = run.add({
      pause: () => sweep.pause(),
      resume: () => sweep.resume(),
      stop: () => sweep.cancel(),
    });
    sweep.start();
    if (useStore.getState().sweep.state === 'paused') sweep.pause();
  });
}
