import { cellsOf } from '../core/precision';
import { coarseToFine } from '../core/space/order';
import { prepareData } from './data';
import { plural } from './messages';
import { startRun } from './run';
import { startingWeights } from './shared-weights';
import { useStore } from './store';
import { trainCells } from './train-cells';
import { workerCount } from './worker-count';

/** Trains the design's sub-grid. Finished cells are taken from the store, half-done ones resume. */
export const startTraining = (): Promise<void> =>
  startRun('train', 'Training stopped', async (run) => {
    const { design, note } = useStore.getState();
    const cells = coarseToFine(cellsOf(design.weights, design.activations));
    const workers = Math.min(workerCount({ spared: 1 }), cells.length);
    run.patch({ cells: cells.length, workers });
    const data = await prepareData();
    // Why the data could not be had is shown beside it.
    if (!data || run.ended) return;
    const shared = await startingWeights(run, design, data);
    if (run.ended) return;
    note(
      `Training ${plural(cells.length, 'cell')} of ${design.network}, ${plural(design.epochs, 'epoch')} each, on ${data.name}.`,
    );
    await trainCells(run, { design, cells, data, workers, shared });
    if (!run.ended) note('Training is complete.');
  });
