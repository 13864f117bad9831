import { planToJson } from '../../src/core/compress/plan-json';
import { BitscapeError } from '../../src/core/errors';
import { readDataset } from '../../src/data/node';
import { floatRecipe } from '../../src/engine/compress/float-steps';
import { runPlan } from '../../src/engine/compress/run';
import { openEngine } from '../../src/engine/engines';
import { runKey } from '../../src/engine/run-key';
import { keptFloat } from './float-run';
import { once } from './once';
import { type PlanFigures, PRESET, planFigures, ROWS } from './paper-001-rows';
import { measureRows, type PaperRecord, type ReproduceOptions } from './record';

export { render } from './paper-001-tables';

/** Runs the plans of paper 001's rows on real MNIST, all from one float training. @throws BitscapeError "NoData". */
export function run(options: ReproduceOptions): Promise<PaperRecord> {
  const engine = once(() => openEngine(options.engine));
  const data = once(() => {
    if (options.mnist !== undefined) return readDataset(options.mnist, { kind: 'images' });
    throw new BitscapeError(
      'NoData',
      'paper 001 is on MNIST: give --data, or set BITSCAPE_MNIST_DIR',
      '--data',
    );
  });
  const plans = Object.entries(ROWS).map(([name, plan]) => ({
    name,
    terms: { ...planToJson(plan), network: plan.topology.name, data: 'mnist' },
    measure: async (): Promise<{ engine: string; result: PlanFigures }> => {
      const [used, set] = [await engine(), await data()];
      const [train] = PRESET.steps;
      if (train.kind !== 'train') throw new RangeError('a plan starts with a training');
      const float = await keptFloat('paper-001', runKey(floatRecipe(plan, train), set.id));
      const found = await runPlan(used, plan, set, { resume: float.resume, onFloat: float.keep });
      return { engine: used.id, result: planFigures(found) };
    },
  }));
  return measureRows('001', plans, options);
}
