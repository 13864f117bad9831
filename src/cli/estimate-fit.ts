import { zerosOf } from '../core/design/zeros';
import type { Device } from '../core/hardware/device';
import { estimatorOf } from '../core/hardware/estimators';
import { type FittedFolding, fit, type NoFolding } from '../core/hardware/search/fit';
import { fitGrid } from '../core/hardware/search/fit-grid';
import type { Ceilings } from '../core/hardware/search/limits';
import { fitReuse, fitReuseGrid } from '../core/hardware/unrolled/fit';
import { type Chosen, precisionOf } from './design-options';
import { chainResult } from './estimate-chain';
import { cellResult, resources, wholeResult } from './estimate-result';

/**
 * What `estimate --fit` prints: the estimate of the fastest folding, or of the smallest where none fits; with a reuse
 * factor, of the smallest that fits, or the largest.
 */
export function fittedResult(chosen: Chosen, device: Device, ceilings: Ceilings) {
  if (estimatorOf(chosen.design.estimator).reuse) return fittedReuseResult(chosen, device, ceilings);
  const fitted = fit({ ...request(chosen, device, ceilings), precision: precisionOf(chosen) });
  const estimate = estimateOf(fitted);
  return {
    ...cellResult(estimate, device, fitted.whole),
    ...verdict(fitted),
    ...chainResult(chosen.topology, precisionOf(chosen), estimate),
  };
}

/** What `estimate --fit` prints of a grid. */
export function fittedGridResult(chosen: Chosen, device: Device, ceilings: Ceilings) {
  if (estimatorOf(chosen.design.estimator).reuse) return fittedReuseGridResult(chosen, device, ceilings);
  const { inputBits } = precisionOf(chosen);
  const { weights, activations } = chosen.design;
  const { cells, counts } = fitGrid(
    { ...request(chosen, device, ceilings), inputBits },
    weights,
    activations,
  );
  return {
    cells: cells.map(({ weightBits, activationBits, fitted, estimate, fit: onDevice }) => ({
      weightBits,
      activationBits,
      total: resources(estimate.total),
      ...wholeResult(estimatorOf(chosen.design.estimator), onDevice),
      binding: onDevice.binding,
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
  mvau: design.mvau,
  ceilings,
});

function fittedReuseResult(chosen: Chosen, device: Device, ceilings: Ceilings) {
  const { reuseFactor, fits, estimate } = fitReuse(
    reuseRequest(chosen, device, ceilings),
    chosen.design.selected,
  );
  return { ...cellResult(estimate, device, estimate.total), fits, reuseFactor };
}

function fittedReuseGridResult(chosen: Chosen, device: Device, ceilings: Ceilings) {
  const { weights, activations } = chosen.design;
  const { cells, counts } = fitReuseGrid(reuseRequest(chosen, device, ceilings), weights, activations);
  return {
    cells: cells.map(({ weightBits, activationBits, reuseFactor, estimate, fit: { binding, fits } }) => ({
      weightBits,
      activationBits,
      total: resources(estimate.total),
      binding,
      fps: estimate.fps,
      fits,
      reuseFactor,
    })),
    counts: { all: counts.all },
  };
}

const reuseRequest = (chosen: Chosen, device: Device, ceilings: Ceilings) => ({
  ...request(chosen, device, ceilings),
  inputBits: precisionOf(chosen).inputBits,
  targetFps: chosen.design.targetFps,
  unrolled: {
    reuseFactor: chosen.design.reuseFactor,
    strategy: chosen.design.strategy,
    ...chosen.zeros,
  },
  zeros: chosen.zeros ? undefined : zerosOf(chosen.topology, chosen.design.sparsity),
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
