import { type SharedTraining, startSharedTraining } from '../../workers/shared-client';
import type { Dataset } from '../core/datasets/dataset';
import type { Design } from '../core/design/design';
import { SHARED_EPOCHS, sharedRecipeFor } from '../engine/shared/recipe';
import type { SharedRun } from '../engine/shared/run';
import type { SharedState } from '../engine/shared/trainer';
import { previewKey } from './preview';
import { denseRecipe } from './recipes';
import type { Run } from './run';
import type { SharedProgress } from './session-slice';
import { createSharedMeter } from './shared-meter';
import { useStore } from './store';

/**
 * The latest weights that cells can start from. They are always those of `SHARED_EPOCHS.quick` epochs: a cell's run key
 * says that it starts from shared weights, not from which.
 */
let held: { key: string; state: SharedState } | null = null;

/** The weights that cells of a design start from, trained unless this page holds them; undefined for random ones. */
export async function startingWeights(
  run: Run,
  design: Design,
  data: Dataset,
): Promise<SharedState | undefined> {
  if (design.start !== 'shared') return undefined;
  if (held?.key === previewKey(design, data.id)) return held.state;
  return (await trainSharedWeights(run, design, data, SHARED_EPOCHS.quick))?.state;
}

/**
 * Trains shared weights as a part of a run, in a worker of their own. All cells move on the way, and what they come to is
 * kept for the preview. undefined if the run ended before.
 * @throws "WorkerLost", "EngineUnavailable" where WebAssembly does not work, "NotFinite".
 */
export async function trainSharedWeights(
  run: Run,
  design: Design,
  data: Dataset,
  epochs: number,
): Promise<SharedRun | undefined> {
  const { engineChoice, setLivePreview, keepPreview, note } = useStore.getState();
  const key = previewKey(design, data.id);
  const recipe = sharedRecipeFor(denseRecipe(design, design.selected), epochs);
  const meter = createSharedMeter();
  let progress: SharedProgress | null = { share: 0, imagesPerSecond: 0, secondsLeft: null, engine: null };
  const show = () => run.patch({ shared: progress });
  const change = (patch: Partial<SharedProgress>) => {
    if (progress) progress = { ...progress, ...patch };
  };
  show();
  setLivePreview({ key, epochs, scores: null });
  const training = startSharedTraining(engineChoice, data, recipe, {
    onEngine({ label }) {
      change({ engine: label });
      show();
    },
    onProgress(reported) {
      change(meter.read(reported));
      run.soon('shared', show);
    },
    onScores: (scores) =>
      run.soon('scores', () => {
        if (progress) setLivePreview({ key, epochs, scores });
      }),
  });
  const release = run.add({
    pause() {
      meter.hold();
      training.pause();
    },
    resume() {
      meter.go();
      training.resume();
    },
    stop: training.stop,
  });
  try {
    const finished = await unlessEnded(run, training);
    if (!finished) return undefined;
    const { accuracies, engine, revision, seconds, state } = finished;
    if (epochs === SHARED_EPOCHS.quick) held = { key, state };
    keepPreview({ key, accuracies, epochs, engine, revision });
    note(`Shared weights: ${epochs} epochs and 64 networks measured in ${seconds.toFixed(1)} s.`);
    return finished;
  } finally {
    release();
    progress = null;
    show();
  }
}

/** The result of a training; undefined, not an error, if it was stopped with its run. */
async function unlessEnded(run: Run, { result }: SharedTraining): Promise<SharedRun | undefined> {
  try {
    const finished = await result;
    return run.ended ? undefined : finished;
  } catch (error) {
    if (run.ended) return undefined;
    throw error;
  }
}
