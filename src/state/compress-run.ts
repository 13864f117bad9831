import { openCompressor } from '../../workers/compress-client';
import type { CompressHooks } from '../../workers/protocol';
import type { Branch } from '../core/compress/pipeline';
import type { CompressionStep } from '../core/compress/plan';
import { STEP_KINDS } from '../core/compress/step-kinds';
import type { Design } from '../core/design/design';
import { BitscapeError } from '../core/errors';
import { createPlanMeter, type PlanMeter } from '../engine/compress/meter';
import { stepKeys } from '../engine/compress/step-keys';
import type { StepStore } from '../engine/compress/step-store';
import { replay } from '../engine/compress/walk';
import { shareOf } from '../engine/sweep/meter';
import { createStopwatch } from '../engine/sweep/stopwatch';
import { designPlan, keptSteps, loadKept, useCompress } from './compress';
import { prepareData } from './data';
import { messageOf } from './messages';
import { type Run, startRun } from './run';
import { useStore } from './store';

/** Errors that end the whole run; others end a branch. */
const FATAL = ['WorkerLost', 'EngineLost'];

/** Runs the branches of the design one after the other; steps that are known, or that two share, are not run again. */
export const startCompression = (): Promise<void> =>
  startRun('compress', 'Compression stopped', async (run) => {
    const { design, note } = useStore.getState();
    run.patch({ workers: 1 });
    const data = await prepareData();
    // Why the data could not be had is shown beside it.
    if (!data || run.ended) return;
    await loadKept();
    const store = await keptSteps();
    const watch = createStopwatch(() => performance.now());
    const meter = createPlanMeter(missingSteps(design, data.id), watch);
    let stop = () => {};
    const { engineChoice } = useStore.getState();
    const opening = openCompressor(engineChoice, data, (end) => {
      stop = end;
    });
    const release = run.add({
      pause() {
        watch.hold();
        void opening.then((worker) => worker.pause()).catch(() => {});
      },
      resume() {
        watch.go();
        void opening.then((worker) => worker.resume()).catch(() => {});
      },
      stop: () => stop(),
    });
    try {
      const worker = await opening;
      if (run.ended) return;
      useStore.getState().updateSession({ engineLabel: worker.engine.label });
      note(`Compressing ${design.network} on ${data.name}: ${worker.engine.label}.`);
      if (useStore.getState().sweep.state !== 'paused') watch.go();
      for (const branch of design.pipeline) {
        await runBranch(
          run,
          design,
          branch,
          data.id,
          (hooks) => worker.run(designPlan(design, branch), hooks),
          store,
          meter,
        );
        if (run.ended) return;
      }
      note('The pipeline is complete.');
    } finally {
      release();
      stop();
      useCompress.setState({ running: null });
    }
  });

async function runBranch(
  run: Run,
  design: Design,
  branch: Branch,
  dataset: string,
  work: (hooks: CompressHooks) => Promise<void>,
  store: StepStore,
  meter: PlanMeter,
): Promise<void> {
  const keys = stepKeys(designPlan(design, branch), dataset);
  const report = (imagesPerSecond: number) => {
    const { share, secondsLeft } = meter.read();
    const step = useStore.getState().sweep.step;
    if (step) run.patch({ step: { ...step, share }, secondsLeft, imagesPerSecond });
  };
  try {
    await work({
      ...store,
      async step(key) {
        const found = await store.step(key);
        const at = keys.indexOf(key);
        const words = `${branch.name}: step ${at + 1} of ${keys.length}, ${STEP_KINDS[branch.steps[at].kind].title}`;
        if (!found) {
          meter.began(key);
          useCompress.setState({ running: { key, share: 0 } });
        }
        run.patch({ step: { words, share: meter.read().share }, imagesPerSecond: 0 });
        return found;
      },
      async keepStep(key, step, float) {
        await store.keepStep(key, step, float);
        meter.ended(key);
        useCompress.setState({ running: null });
        report(0);
      },
      onProgress(progress) {
        const { running } = useCompress.getState();
        // The last reports of a step may arrive after it is kept.
        if (!running) return;
        const share = shareOf(progress);
        meter.moved(share);
        useCompress.setState({ running: { ...running, share: Math.max(running.share, share) } });
        report(progress.phase === 'training' ? progress.imagesPerSecond : 0);
      },
    });
  } catch (error) {
    if (run.ended || (error instanceof BitscapeError && FATAL.includes(error.name))) throw error;
    useStore.getState().notify('error', `${branch.name}: ${messageOf(error)}`);
  }
  // Steps that Algorithm 1 left out are not to be waited for.
  for (const key of keys) if (key !== null) meter.ended(key);
}

/** The steps of a design's pipeline that are to be run, as far as is known, by key. */
export function missingSteps(design: Design, dataset: string): Map<string, CompressionStep> {
  const { kept } = useCompress.getState();
  const missing = design.pipeline.flatMap((branch) => {
    const plan = designPlan(design, branch);
    const keys = stepKeys(plan, dataset);
    const { length: known } = replay(plan, (i) => kept[keys[i] ?? ''] ?? undefined).steps;
    return keys
      .map((key, i) => [key, plan.steps[i]] as const)
      .slice(known)
      .filter((entry): entry is [string, CompressionStep] => entry[0] !== null && !kept[entry[0]]);
  });
  return new Map(missing);
}
