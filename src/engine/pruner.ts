import { type PrunedStage, pruneMasks } from '../core/compress/prune';
import { amountAt, checkSparsity, type PrunePhase, prunePhase } from '../core/compress/sparsity';
import { stagesOf } from '../core/network/topology';
import type { Recipe } from './recipe';

/**
 * Pruning inside a trainer. The zeros of the weights are the whole state of it, so that a checkpoint needs nothing more:
 * an optimiser step in phase "hold" leaves weights that are 0 at 0; in phase "pick" it moves all, and then `pick` sets the
 * smallest to 0. A weight that was 0 comes back if that one step takes it past others, as with TensorFlow's pruning.
 */
export interface Pruner {
  /** Phase of optimiser step `step`, 1-based. */
  phase(step: number): PrunePhase;
  /** Sets the smallest weights of all stages to 0 in place, and the same places of `alike`. */
  pick(weights: readonly Float32Array[], step: number, alike?: readonly Float32Array[]): void;
}

/**
 * The pruner of a recipe; null if it prunes nothing.
 * @throws BitscapeError "IllegalSparsity" or "BipolarSparsity".
 */
export function createPruner({ sparsity, precision, topology }: Recipe): Pruner | null {
  if (!sparsity) return null;
  checkSparsity(sparsity, precision.weightBits);
  const stages: readonly PrunedStage[] = stagesOf(topology);
  return {
    phase: (step) => prunePhase(sparsity, step),
    pick(weights, step, alike = []) {
      const masks = pruneMasks(weights, stages, sparsity, amountAt(sparsity, step));
      for (const arrays of [weights, alike]) {
        for (const [i, values] of arrays.entries()) applyMask(values, masks[i]);
      }
    },
  };
}

function applyMask(values: Float32Array, mask: Uint8Array): void {
  for (let i = 0; i < mask.length; i++) if (mask[i] === 0) values[i] = 0;
}
