import { BitscapeError } from '../../core/errors';
import { initialState } from '../initial';
import type { Recipe } from '../recipe';
import type { TrainerState } from '../trainer';
import type { SharedState } from './trainer';

/**
 * State before the first step of a recipe: random, or at the shared weights where the recipe starts from them.
 * @throws BitscapeError "NeedsShared" if it does and there are none.
 */
export function startState(recipe: Recipe, shared: SharedState | undefined): TrainerState {
  const fresh = initialState(recipe);
  if (recipe.start !== 'shared') return fresh;
  const affine = shared?.affine.get(recipe.precision.weightBits);
  if (!shared || !affine) {
    throw new BitscapeError(
      'NeedsShared',
      'the recipe starts from shared weights: train them first, or start from scratch',
      'start',
    );
  }
  return {
    ...fresh,
    parameters: fresh.parameters.map((p, i) => ({
      ...p,
      weights: shared.weights[i].slice(),
      gamma: affine[i].gamma.slice(),
      beta: affine[i].beta.slice(),
    })),
  };
}
