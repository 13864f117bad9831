import { type CellPosition, cellsOf } from '../../precision';
import { fitOn } from '../device';
import { type Estimate, RESOURCE_NAMES } from '../estimate';
import type { EstimateRequest } from '../estimator';
import { cellUnrolled, countsOf, type GridCell, type GridEstimate, type GridRequest } from '../grid-estimate';
import { type Ceilings, limitsOf } from '../search/limits';
import { UNROLLED_DEFAULTS } from './options';

export interface ReuseRequest extends Omit<GridRequest, 'folding'> {
  /** What the design may take of the device; all of it where not given. */
  ceilings?: Ceilings;
}

/** A cell at the smallest reuse factor whose modelled resources fit, or at the largest where none does. */
export interface FittedReuse {
  reuseFactor: number;
  fits: boolean;
  estimate: Estimate;
}

/**
 * The smallest reuse factor, so the most inputs per second, whose every modelled resource is within the ceilings.
 * What is not modelled neither helps nor hinders: the estimate's notes say so.
 * @throws BitscapeError "IllegalCeiling", or what the estimator throws.
 */
export function fitReuse(request: ReuseRequest, cell: CellPosition): FittedReuse {
  const { estimator, topology, inputBits, targetFps, clockMhz, device } = request;
  const unrolled = cellUnrolled(request, cell) ?? UNROLLED_DEFAULTS;
  const { strategy } = unrolled;
  const limits = limitsOf(device, request.ceilings);
  const at = (reuseFactor: number): EstimateRequest => ({
    topology,
    precision: { ...cell, inputBits },
    targetFps,
    clockMhz,
    part: device.part,
    unrolled: { ...unrolled, reuseFactor },
  });
  const fitsAt = (reuseFactor: number): boolean => {
    const total = estimator.reuse?.total(at(reuseFactor));
    return total !== undefined && RESOURCE_NAMES.every((name) => (total[name] ?? 0) <= limits[name]);
  };
  const stops = estimator.reuse?.stops(topology, strategy) ?? [];
  const found = stops.find(fitsAt);
  const reuseFactor = found ?? stops.at(-1) ?? unrolled.reuseFactor;
  return { reuseFactor, fits: found !== undefined, estimate: estimator.estimate(at(reuseFactor)) };
}

/** One cell with its own reuse factor. */
export interface FittedReuseCell extends GridCell {
  reuseFactor: number;
}

/** A grid of cells, each at its own reuse factor. */
export interface FittedReuseGrid extends GridEstimate {
  cells: FittedReuseCell[];
}

/** Every cell W x A, W down, A across, at its own smallest reuse factor that fits. @throws as `fitReuse`. */
export function fitReuseGrid(
  request: ReuseRequest,
  weights: readonly number[],
  activations: readonly number[],
): FittedReuseGrid {
  const cells = cellsOf(weights, activations).map((position): FittedReuseCell => {
    const { reuseFactor, fits, estimate } = fitReuse(request, position);
    return { ...position, reuseFactor, estimate, fit: { ...fitOn(request.device, estimate.total), fits } };
  });
  return { cells, counts: countsOf(cells) };
}
