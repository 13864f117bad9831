import type { Device } from '../core/hardware/device';
import { estimatorOf } from '../core/hardware/estimators';
import { type FittedFolding, fit, type NoFolding } from '../core/hardware/search/fit';
import { fitGrid } from '../core/hardware/search/fit-grid';
import type { Ceilings } from '../core/hardware/search/limits';
import { type Chosen, precisionOf } from './design-options';
import { chainResult } from './estimate-chain';
import { cellResult, resources } from './estimate-result';

/** What `estimate --fit` prints: the estimate of the fastest folding, or of the smallest where none fits. */
export function fittedResult(chosen: Chosen, device: Device, ceilings: Ceilings) {
  const fitted = fit({ ...request(chosen, device, ceilings), precision: precisionOf(chosen) });
  const estimate = estimateOf(fitted);
  return {
    ...cellResult(estimate, device),
    ...verdict(fitted),
    ...chainResult(chosen.topology, precisionOf(chosen), estimate),
  };
}

/** What `estimate --fit` prints of a grid. */
export function fittedGridResult(chosen: Chosen, device: Device, ceilings: Ceilings) {
  const { inputBits } = precisionOf(chosen);
  const { weights, activations } = chosen.design;
  const { cells, counts } = fitGrid(
    { ...request(chosen, device, ceilings), inputBits },
    weights,
    activations,
  );
  return {
    cells: cells.map(({ weightBits, activationBits, fitted, estimate, fit: { binding } }) => ({
      weightBits,
      activationBits,
      total: resources(estimate.total),
      binding,
      fps: estimate.fps,
      ...verdict(fitted),
    })),
    counts: { all: counts.all },
  };
}

const request = ({ design, topology }: Chosen, device: Device, ceilings: Ceilings) => ({
  estimator: estimatorOf(design.estimator),
  topology,
  device,
  clockMhz: design.clockMhz,
  ceilings,
});

const estimateOf = (fitted: FittedFolding | NoFolding) =>
  fitted.folding === null ? fitted.smallest : fitted.estimate;

function verdict(fitted: FittedFolding | NoFolding) {
  if (fitted.folding === null) {
    const { folding, proven, short, reason, spaceSize } = fitted;
    return { fits: false, folding, proven, short, reason, spaceSize };
  }
  const { folding, optimal, boundCycles, spaceSize, faster } = fitted;
  return { fits: true, folding, optimal, boundCycles, spaceSize, faster };
}
