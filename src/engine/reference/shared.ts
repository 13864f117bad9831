import type { StageParameters } from '../../core/network/parameters';
import { stagesOf } from '../../core/network/topology';
import type { CellPosition } from '../../core/precision';
import { weightQuantizer } from '../../core/quantizers/quantizer';
import { initialState } from '../initial';
import { adamRate, glorotScale } from '../recipe';
import { recipeAt, type SharedRecipe } from '../shared/recipe';
import type { SharedTrainer } from '../shared/trainer';
import type { Batch, TrainerState } from '../trainer';
import { adamStep } from './adam';
import { pass } from './network';

/** The oracle of shared-weight training: as in a textbook, for small networks only. */
export function createReferenceSharedTrainer(recipe: SharedRecipe): SharedTrainer {
  const stages = stagesOf(recipe.topology);
  const bits = [...new Set(recipe.cells.map((cell) => cell.weightBits))];
  const narrowest = Math.min(...bits);
  const limit = weightQuantizer(narrowest).passHigh;
  const first = () => initialState(recipeAt(recipe, { weightBits: narrowest, activationBits: 1 }));
  const shared = first();
  const widths = new Map<number, TrainerState>(bits.map((weightBits) => [weightBits, first()]));
  let losses: number[] = [];

  /** The shared weights with a width's scale and shift. */
  const parametersOf = (weightBits: number): StageParameters[] =>
    widths.get(weightBits)!.parameters.map((p, i) => ({ ...p, weights: shared.parameters[i].weights }));

  const passAt = (batch: Batch, cell: CellPosition) =>
    pass(recipeAt(recipe, cell), parametersOf(cell.weightBits), batch);

  return {
    step(batch, cell, learningRate) {
      const { loss, stages: gradients } = passAt(batch, cell);
      losses.push(loss);
      const own = widths.get(cell.weightBits)!;
      const rate = adamRate(learningRate, ++shared.steps);
      const ownRate = adamRate(learningRate, ++own.steps);
      stages.forEach(({ fanIn, units }, i) => {
        const [g, moments, ownMoments] = [gradients[i], shared.moments[i], own.moments[i]];
        const weights = { m: moments.m.weights, v: moments.v.weights };
        adamStep(shared.parameters[i].weights, weights, g.weights, rate * glorotScale(fanIn, units), limit);
        for (const name of ['gamma', 'beta'] as const) {
          const its = { m: ownMoments.m[name], v: ownMoments.v[name] };
          adamStep(own.parameters[i][name], its, g[name], ownRate);
        }
      });
    },
    drain() {
      const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
      losses = [];
      return mean;
    },
    score(batches, cell) {
      let right = 0;
      for (const batch of batches) {
        const scores = passAt(batch, cell).preactivations[stages.length - 1];
        const classes = stages[stages.length - 1].units;
        batch.labels.forEach((label, i) => {
          const own = scores.subarray(i * classes, (i + 1) * classes);
          if (own.indexOf(Math.max(...own)) === label) right++;
        });
      }
      return right / batches.reduce((sum, { size }) => sum + size, 0);
    },
    parametersAt(cell, batches) {
      const parameters = parametersOf(cell.weightBits).map((p) => structuredClone(p));
      batches.forEach((batch, k) => {
        passAt(batch, cell).statistics.forEach(({ mean, variance }, i) => {
          for (const [running, next] of [
            [parameters[i].mean, mean],
            [parameters[i].variance, variance],
          ]) {
            for (let n = 0; n < running.length; n++) running[n] = (k * running[n] + next[n]) / (k + 1);
          }
        });
      });
      return parameters;
    },
    state: () => ({
      weights: shared.parameters.map((p) => p.weights.slice()),
      affine: new Map(
        [...widths].map(([weightBits, { parameters }]) => [
          weightBits,
          parameters.map(({ gamma, beta }) => ({ gamma: gamma.slice(), beta: beta.slice() })),
        ]),
      ),
    }),
    dispose() {},
  };
}
