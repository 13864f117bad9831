import type { CompressionPlan } from '../src/core/compress/plan';
import type { Dataset } from '../src/core/datasets/dataset';
import { runPlan } from '../src/engine/compress/run';
import type { Engine } from '../src/engine/trainer';
import type { CompressHooks } from './protocol';

/** What a train worker does with a plan; loaded when it gets the first. */
export async function runPlanFor(
  engine: Engine,
  plan: CompressionPlan,
  data: Dataset,
  hooks: CompressHooks,
  gate: () => Promise<void>,
): Promise<void> {
  await runPlan(engine, plan, data, {
    gate,
    store: {
      step: (key) => hooks.step(key),
      float: (key) => hooks.float(key),
      keepStep: (key, step, float) => hooks.keepStep(key, step, float),
      run: (key) => hooks.run(key),
      keepRun: (key, run) => hooks.keepRun(key, run),
      forgetRun: (key) => hooks.forgetRun(key),
    },
    onProgress: (progress) => void hooks.onProgress(progress),
  });
}
