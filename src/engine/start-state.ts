import { BitscapeError } from '../core/errors';
import { weightQuantizer } from '../core/quantizers/quantizer';
import { initialState } from './initial';
import type { Recipe } from './recipe';
import type { RunOptions } from './run-options';
import { startState as sharedStart } from './shared/warm';
import type { TrainerState } from './trainer';

/** A pruned run goes on as if its first step, which picks, were done: it holds its parent's zeros. */
const PICKED = 1;

/**
 * State before the first step of a recipe: random, at the shared weights, or at the parameters of its parent, weights
 * clipped to the quantizer's limits (those of learned binary points move) and Adam's moments at 0.
 * @throws BitscapeError "NeedsShared" or "NeedsParent" if it starts from what is not given.
 */
export function startState(recipe: Recipe, given: Pick<RunOptions, 'shared' | 'parent'>): TrainerState {
  if (recipe.parent === undefined && recipe.fixed) {
    throw new BitscapeError(
      'NeedsParent',
      'fixed-point training goes on from a float network: train that first',
      'parent',
    );
  }
  if (recipe.parent === undefined) return sharedStart(recipe, given.shared);
  if (!given.parent) {
    throw new BitscapeError(
      'NeedsParent',
      `the recipe goes on from the parameters of ${recipe.parent}: train that run first`,
      'parent',
    );
  }
  const limit = recipe.fixed
    ? Number.POSITIVE_INFINITY
    : weightQuantizer(recipe.precision.weightBits).passHigh;
  const parameters = given.parent.map((p) => ({
    ...structuredClone(p),
    weights: p.weights.map((w) => Math.max(-limit, Math.min(limit, w))),
  }));
  return { ...initialState(recipe), parameters, steps: recipe.sparsity ? PICKED : 0 };
}
