import { fixedStart } from '../../core/compress/fixed-start';
import type { FixedStep } from '../../core/compress/plan';
import { sliceImages } from '../../core/datasets/dataset';
import { REVISION } from '../../core/design/revision';
import type { FixedChoice } from '../../core/network/fixed-point';
import { packNetwork } from '../../core/network/pack';
import { openFixedEngine } from '../engines';
import { foldedOf } from '../folded';
import type { Recipe } from '../recipe';
import { cellOfRun } from '../run';
import { fixedKey, TRAINING_VERSION } from '../run-key';
import type { Context, StepOutcome } from './context';
import type { FloatState } from './float-state';
import { floatRecipe } from './float-steps';
import { trainKept } from './kept-run';
import { AT_ONCE, integerResult } from './quantizing-steps';

/** Images on which the binary points of least error are found. */
const START_IMAGES = 100;

/** What of a step makes the network fixed point. */
export const fixedChoice = ({ parameterBits, kHot, method, lowest }: FixedStep): FixedChoice => ({
  parameterBits,
  kHot: kHot === 0 ? null : kHot,
  method,
  lowest,
});

/**
 * Paper 004: places the binary points for the least error, and trains on with them if the step has epochs. Zeros of a pruned
 * network stay.
 */
export async function fixedPoint(context: Context, step: FixedStep, from: FloatState): Promise<StepOutcome> {
  const { engine, data, plan, options } = context;
  const { topology } = plan;
  const { weightBits, activationBits } = step;
  const precision = { weightBits, activationBits, inputBits: plan.inputBits };
  const fixed = fixedChoice(step);
  const begun = performance.now();
  const images = sliceImages(data.train, 0, Math.min(START_IMAGES, data.train.count));
  const { activations } = from.calibrated(START_IMAGES);
  const parent = fixedStart({ topology, precision, fixed }, from.parameters, activations, images);
  if (step.epochs === 0) {
    const integer = foldedOf({ topology, precision, fixed }, parent);
    const seconds = (performance.now() - begun) / 1000;
    const result = await integerResult(context, integer, seconds);
    const cell = {
      version: 1 as const,
      recipe: { ...from.recipe, precision, ptq: fixedKey(fixed) },
      dataset: data.id,
      history: result.accuracy ? [{ ...result.accuracy, loss: Number.NaN }] : [],
      network: packNetwork(integer),
      seconds,
      engine: engine.id,
      revision: REVISION,
      trainingVersion: TRAINING_VERSION,
    };
    return { cell, result };
  }
  const { sparsity } = from.recipe;
  const recipe: Recipe = {
    ...floatRecipe(plan, step),
    precision,
    fixed,
    parent: from.key,
    ...(sparsity && { sparsity: { ...sparsity, schedule: AT_ONCE } }),
  };
  const trainer = await openFixedEngine(engine);
  const run = await trainKept({ ...context, engine: trainer }, recipe, parent);
  const integer = foldedOf(recipe, run.state.parameters);
  const { onProgress, signal } = options;
  const cell = await cellOfRun(trainer, run, data, { onProgress, signal });
  return { cell, result: await integerResult(context, integer, cell.seconds) };
}
