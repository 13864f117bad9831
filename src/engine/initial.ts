import { POINTS } from '../core/network/fixed-point';
import type { StageParameters } from '../core/network/parameters';
import { stagesOf } from '../core/network/topology';
import { weightQuantizer } from '../core/quantizers/quantizer';
import { Random } from '../core/random';
import type { Recipe } from './recipe';
import type { StageGradients, TrainerState } from './trainer';

/**
 * State before the first step: shadow weights uniform in [-1, 1] (a small Glorot initialisation would round
 * every weight to 0 at W = 2-5), BatchNorm at identity, moments at 0. The same seed gives the same weights
 * in every cell of the grid. A fixed-point network's integer bits are those of the grid's quantizers.
 */
export function initialState(recipe: Recipe): TrainerState {
  const random = Random.for(recipe.seed, 'weights');
  const limit = weightQuantizer(recipe.precision.weightBits).passHigh;
  const stages = stagesOf(recipe.topology);
  const parameters = stages.map(({ fanIn, units }): StageParameters => {
    const weights = new Float32Array(fanIn * units);
    for (let i = 0; i < weights.length; i++) {
      weights[i] = Math.max(-limit, Math.min(limit, 2 * random.uniform() - 1));
    }
    return {
      weights,
      gamma: new Float32Array(units).fill(1),
      beta: new Float32Array(units),
      mean: new Float32Array(units),
      variance: new Float32Array(units).fill(1),
      ...(recipe.fixed && {
        points: Float32Array.of(2, 0, 2, recipe.topology.activation === 'relu' ? 1 : 2),
      }),
    };
  });
  const zeros = (p: StageParameters): StageGradients => ({
    weights: new Float32Array(p.weights.length),
    gamma: new Float32Array(p.gamma.length),
    beta: new Float32Array(p.beta.length),
    ...(p.points && { points: new Float32Array(POINTS.length) }),
  });
  return { parameters, moments: parameters.map((p) => ({ m: zeros(p), v: zeros(p) })), steps: 0 };
}
