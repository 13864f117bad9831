import type { Topology } from '../network/topology';
import { type CellPosition, cellsOf } from '../precision';
import { type Device, type Fit, fitOn } from './device';
import type { Estimate, Folding, ResourceName } from './estimate';
import { type Estimator, wholeOf } from './estimator';
import type { MvauOptions } from './mvau-options';
import type { UnrolledOptions } from './unrolled/options';

export interface GridRequest {
  estimator: Estimator;
  topology: Topology;
  inputBits: number;
  targetFps: number;
  clockMhz: number;
  device: Device;
  /** One per layer for all cells; without it every cell has its own default folding. */
  folding?: Folding[];
  /** Of the MVAUs, for estimators that heed them. */
  mvau?: MvauOptions;
  /** Reuse factor and strategy, for estimators with a `reuse`. */
  unrolled?: UnrolledOptions;
  /** Weights of a cell that are not 0, put over those of `unrolled`. */
  zeros?: (cell: CellPosition) => Pick<UnrolledOptions, 'nonZero' | 'counted'>;
}

/** How a cell of the grid shares its multipliers, and which of its weights are 0. */
export const cellUnrolled = (
  { unrolled, zeros }: Pick<GridRequest, 'unrolled' | 'zeros'>,
  cell: CellPosition,
): UnrolledOptions | undefined => unrolled && { ...unrolled, ...zeros?.(cell) };

/** One cell of the grid in hardware; `fit` counts everything that is modelled around the layers. */
export interface GridCell extends CellPosition {
  estimate: Estimate;
  fit: Fit;
}

/** Cells within the device, null where the estimator does not model a resource of the count. */
export interface GridCounts {
  bram: number | null;
  ff: number | null;
  lut: number | null;
  bramAndFf: number | null;
  /** Within every resource that is modelled. */
  all: number;
}

export interface GridEstimate {
  cells: GridCell[];
  counts: GridCounts;
}

/**
 * Estimates of the cells W x A, W down, A across, with their fit on the device and the counts of paper 003
 * section 3.5.
 */
export function estimateGrid(
  request: GridRequest,
  weights: readonly number[],
  activations: readonly number[],
): GridEstimate {
  const { estimator, topology, inputBits, targetFps, clockMhz, device, folding, mvau } = request;
  const cells = cellsOf(weights, activations).map(({ weightBits, activationBits }): GridCell => {
    const precision = { weightBits, activationBits, inputBits };
    const estimate = estimator.estimate({
      topology,
      precision,
      folding,
      targetFps,
      clockMhz,
      part: device.part,
      mvau,
      unrolled: cellUnrolled(request, { weightBits, activationBits }),
    });
    const whole = wholeOf(estimator, { topology, precision }, estimate);
    return { weightBits, activationBits, estimate, fit: fitOn(device, whole) };
  });
  return { cells, counts: countsOf(cells) };
}

/** How many cells are within the device, resource by resource. */
export const countsOf = (cells: readonly GridCell[]): GridCounts => ({
  bram: countWithin(cells, ['bram18']),
  ff: countWithin(cells, ['ff']),
  lut: countWithin(cells, ['lut']),
  bramAndFf: countWithin(cells, ['bram18', 'ff']),
  all: cells.filter((cell) => cell.fit.fits).length,
});

/** Cells whose use of all the named resources is at most 100 %. */
function countWithin(cells: readonly GridCell[], names: readonly ResourceName[]): number | null {
  const shares = cells.map((cell) => names.map((name) => cell.fit.utilisation[name]));
  if (shares.some((row) => row.includes(null))) return null;
  return shares.filter((row) => row.every((share) => share !== null && share <= 1)).length;
}
