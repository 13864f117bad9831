import type { Dataset } from '../core/datasets/dataset';
import type { Design } from '../core/design/design';
import { cellName } from '../core/precision';
import { ANCHOR_CELLS } from '../core/preview/calibrate';
import { SHARED_EPOCHS } from '../engine/shared/recipe';
import { prepareData } from './data';
import { plural } from './messages';
import { anchorsOf, previewKey } from './preview';
import { previewOf } from './preview-slice';
import { type Run, startRun } from './run';
import { startingWeights, trainSharedWeights } from './shared-weights';
import { useStore } from './store';
import { trainCells } from './train-cells';
import { workerCount } from './worker-count';

/**
 * Previews the grid: shared weights for all cells, and cells of their own for the level unless some are trained already,
 * at the same time where there is more than one core. What is known of it is not trained again.
 */
export const startPreview = (epochs: number = SHARED_EPOCHS.quick): Promise<void> =>
  startRun('preview', 'The preview stopped', async (run) => {
    const { design, results, note, notify, setLivePreview } = useStore.getState();
    const places = workerCount({ spared: 0 });
    const cells = anchorsOf(results).length > 0 ? [] : ANCHOR_CELLS.slice(0, Math.max(1, places - 1));
    run.patch({ cells: cells.length, workers: Math.min(places, 1 + cells.length) });
    const data = await prepareData();
    // Why the data could not be had is shown beside it.
    if (!data || run.ended) return;
    setLivePreview({ key: previewKey(design, data.id), epochs, scores: null });
    const names = cells.map(cellName).join(', ');
    const level = names && `, and ${names} for its level`;
    note(`Preview of ${design.network} on ${data.name}: ${plural(epochs, 'shared epoch')}${level}.`);
    const shared = () => shareUnlessKept(run, design, data, epochs);
    const train = async () => {
      if (cells.length === 0) return;
      const weights = await startingWeights(run, design, data);
      if (run.ended) return;
      await trainCells(run, { design, cells, data, workers: places, shared: weights });
    };
    if (places > 1 && design.start === 'scratch') await Promise.all([shared(), train()]);
    else {
      await shared();
      if (!run.ended) await train();
    }
    if (run.ended) return;
    if (anchorsOf(useStore.getState().results).length > 0) note('The preview is complete.');
    else notify('error', `The preview has no level, so it is not shown: ${names} could not be trained.`);
  });

/** Trains the shared weights, unless as long a training is known already. */
async function shareUnlessKept(run: Run, design: Design, data: Dataset, epochs: number): Promise<void> {
  const key = previewKey(design, data.id);
  const kept = previewOf(useStore.getState().previews, key)?.epochs ?? 0;
  if (kept < epochs) await trainSharedWeights(run, design, data, epochs);
}
