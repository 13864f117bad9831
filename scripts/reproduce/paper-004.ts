import { planToJson } from '../../src/core/compress/plan-json';
import { BitscapeError } from '../../src/core/errors';
import { readDataset } from '../../src/data/node';
import { floatRecipe } from '../../src/engine/compress/float-steps';
import { runPlan } from '../../src/engine/compress/run';
import { openEngine } from '../../src/engine/engines';
import { runKey } from '../../src/engine/run-key';
import { keptFloat } from './float-run';
import { once } from './once';
import { type FixedFigures, FLOAT_TRAINING, figuresOf, planOf, ROWS, rowName } from './paper-004-rows';
import { measureRows, type PaperRecord, type ReproduceOptions } from './record';

export { render } from './paper-004-tables';

/** Runs PTQ and QFX at the widths of paper 004's tables on real MNIST, all of a network from one float training. @throws BitscapeError "NoData". */
export function run(options: ReproduceOptions): Promise<PaperRecord> {
  const engine = once(() => openEngine(options.engine));
  const data = once(() => {
    if (options.mnist !== undefined) return readDataset(options.mnist, { kind: 'images' });
    throw new BitscapeError(
      'NoData',
      'paper 004 is measured on MNIST: give --data, or set BITSCAPE_MNIST_DIR',
      '--data',
    );
  });
  const plans = ROWS.map((row) => {
    const plan = planOf(row);
    return {
      name: rowName(row),
      terms: { ...planToJson(plan), network: row.network, data: 'mnist' },
      measure: async (): Promise<{ engine: string; result: FixedFigures }> => {
        const [used, set] = [await engine(), await data()];
        const key = runKey(floatRecipe(plan, FLOAT_TRAINING), set.id);
        const float = await keptFloat(`paper-004-${row.network}`, key);
        const found = await runPlan(used, plan, set, { resume: float.resume, onFloat: float.keep });
        return { engine: used.id, result: figuresOf(found) };
      },
    };
  });
  return measureRows('004', plans, options);
}
