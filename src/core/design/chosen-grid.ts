import { estimateGrid, type GridEstimate, type GridRequest } from '../hardware/grid-estimate';
import { fitGrid } from '../hardware/search/fit-grid';
import { fitReuseGrid } from '../hardware/unrolled/fit';
import { type FoldingChoice, foldingsByHand } from './folding-choice';

/**
 * Estimates of the cells W x A at the folding that a design chose. An estimator that cannot be searched for the
 * fastest folding gives its own instead; one with a reuse factor is searched for the smallest that fits.
 * @throws BitscapeError "EstimatorRefuses", "NoFolding".
 */
export function estimateChosen(
  request: Omit<GridRequest, 'folding'>,
  choice: FoldingChoice,
  weights: readonly number[],
  activations: readonly number[],
): GridEstimate {
  if (choice === 'fit' && request.estimator.foldingModel) return fitGrid(request, weights, activations);
  if (choice === 'fit' && request.estimator.reuse) return fitReuseGrid(request, weights, activations);
  const folding = typeof choice === 'string' ? undefined : foldingsByHand(choice, request);
  return estimateGrid({ ...request, folding }, weights, activations);
}
