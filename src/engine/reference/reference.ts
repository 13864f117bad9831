import { BATCH_NORM, type StageParameters } from '../../core/network/parameters';
import { stagesOf } from '../../core/network/topology';
import { weightQuantizer } from '../../core/quantizers/quantizer';
import { createPruner, type Pruner } from '../pruner';
import { adamRate, glorotScale, POINT_RATE, type Recipe } from '../recipe';
import type { Batch, Engine, StageGradients, StageMoments, Trainer, TrainerState } from '../trainer';
import { adamStep } from './adam';
import { fixedPass } from './fixed';
import { referenceForward } from './forward';
import { type Pass, pass } from './network';
import { createReferenceSharedTrainer } from './shared';

/**
 * The oracle: training written as in a textbook, state in float32, all arithmetic in float64. Every other
 * engine is compared with it; nobody would train a real network on it.
 */
export const referenceEngine: Engine = {
  id: 'reference',
  label: 'reference (plain TypeScript, slow)',
  deterministic: true,
  trainsFixed: true,
  forward: referenceForward,
  createTrainer: createReferenceTrainer,
  createSharedTrainer: createReferenceSharedTrainer,
};

function createReferenceTrainer(recipe: Recipe, initial: TrainerState): Trainer {
  const state = structuredClone(initial);
  const pruner = createPruner(recipe);
  let losses: number[] = [];
  return {
    step(batch, learningRate) {
      losses.push(step(recipe, pruner, state, batch, learningRate));
    },
    async drain() {
      const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
      losses = [];
      return mean;
    },
    async gradients(batch) {
      const { loss, stages } = passOf(recipe, state.parameters, batch);
      return { loss, stages };
    },
    snapshot: async () => structuredClone(state),
    dispose() {},
  };
}

/** One optimiser step on the batch, in place; its loss. */
function step(
  recipe: Recipe,
  pruner: Pruner | null,
  state: TrainerState,
  batch: Batch,
  learningRate: number,
): number {
  const { loss, stages: gradients, statistics } = passOf(recipe, state.parameters, batch);
  state.steps++;
  const rate = adamRate(learningRate, state.steps);
  const limit = recipe.fixed
    ? Number.POSITIVE_INFINITY
    : weightQuantizer(recipe.precision.weightBits).passHigh;
  const phase = pruner?.phase(state.steps);
  stagesOf(recipe.topology).forEach(({ fanIn, units }, i) => {
    const p = state.parameters[i];
    const [g, moments] = [gradients[i], state.moments[i]];
    const scaled = rate * glorotScale(fanIn, units);
    adamStep(p.weights, part(moments, 'weights'), g.weights, scaled, limit, phase === 'hold');
    adamStep(p.gamma, part(moments, 'gamma'), g.gamma, rate);
    adamStep(p.beta, part(moments, 'beta'), g.beta, rate);
    if (p.points && g.points) adamStep(p.points, part(moments, 'points'), g.points, POINT_RATE * rate);
    if (!statistics) return;
    follow(p.mean, statistics[i].mean);
    follow(p.variance, statistics[i].variance);
  });
  if (phase === 'pick') {
    pruner?.pick(
      state.parameters.map((p) => p.weights),
      state.steps,
    );
  }
  return loss;
}

/** The pass of a recipe; `statistics` are those that BatchNorm follows, absent where it holds its own. */
function passOf(recipe: Recipe, parameters: readonly StageParameters[], batch: Batch): Passed {
  return recipe.fixed ? fixedPass(recipe, recipe.fixed, parameters, batch) : pass(recipe, parameters, batch);
}

type Passed = Pick<Pass, 'loss' | 'stages'> & Partial<Pick<Pass, 'statistics'>>;

const part = ({ m, v }: StageMoments, name: keyof StageGradients) => ({
  m: m[name] ?? new Float32Array(),
  v: v[name] ?? new Float32Array(),
});

/** Moves running statistics towards the batch's. */
function follow(running: Float32Array, batch: Float64Array): void {
  for (let n = 0; n < running.length; n++) {
    running[n] = BATCH_NORM.momentum * running[n] + (1 - BATCH_NORM.momentum) * batch[n];
  }
}
