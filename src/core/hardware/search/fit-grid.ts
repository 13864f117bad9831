import { cellsOf } from '../../precision';
import { fitOn } from '../device';
import { countsOf, type GridCell, type GridEstimate } from '../grid-estimate';
import { type FitRequest, type FittedFolding, fit, type NoFolding } from './fit';

/** One cell with its own fastest folding; where nothing fits, the estimate of the smallest folding. */
export interface FittedCell extends GridCell {
  fitted: FittedFolding | NoFolding;
}

/** A grid of cells, each at the fastest folding that fits. */
export interface FittedGrid extends GridEstimate {
  cells: FittedCell[];
}

/**
 * The fastest folding that fits for every cell W x A, W down, A across. A cell fits if some folding is within the
 * ceilings; the utilisations are of the whole device. @throws BitscapeError as `fit`.
 */
export function fitGrid(
  request: Omit<FitRequest, 'precision'> & { inputBits: number },
  weights: readonly number[],
  activations: readonly number[],
): FittedGrid {
  const { inputBits, device } = request;
  const cells = cellsOf(weights, activations).map((position): FittedCell => {
    const fitted = fit({ ...request, precision: { ...position, inputBits } });
    const estimate = fitted.folding === null ? fitted.smallest : fitted.estimate;
    const onDevice = { ...fitOn(device, fitted.whole), fits: fitted.folding !== null };
    return { ...position, fitted, estimate, fit: onDevice };
  });
  return { cells, counts: countsOf(cells) };
}
