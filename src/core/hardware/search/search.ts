import { BitscapeError } from '../../errors';
import type { Topology } from '../../network/topology';
import type { Precision } from '../../precision';
import type { Device } from '../device';
import type { Estimate, Folding } from '../estimate';
import type { Estimator } from '../estimator';
import type { PricedNetwork } from './choose';
import type { FoldingModel } from './folding-model';
import { type FoldingSpace, foldingSpace, knownSpaceOf, type Matrix } from './folding-space';
import type { Limits } from './limits';
import { priceStage } from './priced';

/** Which foldings to look at. */
export interface SearchRequest {
  estimator: Estimator;
  topology: Topology;
  precision: Precision;
  device: Device;
  clockMhz: number;
  /** One per layer, at least the layer's own size; without it the estimator's. */
  matrices?: readonly Matrix[];
}

/** The priced product space of a network. */
export interface Search {
  model: FoldingModel;
  space: FoldingSpace;
  network: PricedNetwork;
}

/**
 * Prices all foldings of all layers: by the share of the device, summed over the modelled resources.
 * @throws BitscapeError "EstimatorRefuses" or "NotSearchable".
 */
export function searchOf(
  { estimator, topology, precision, device, matrices }: SearchRequest,
  limits: Limits,
): Search {
  const model = foldingModelOf(estimator, topology);
  const space = matrices
    ? foldingSpace(model.stages(topology).map((stage, i) => ({ ...stage, ...matrices[i] })))
    : knownSpaceOf(model, topology);
  const costs = model.costs({ topology, precision, part: device.part });
  const weights = model.resources.map((name) => 1 / Math.max(1, device[name]));
  const stages = space.stages.map((stage, i) => priceStage(stage, costs[i], weights));
  return {
    model,
    space,
    network: { stages, base: model.base, limits: model.resources.map((name) => limits[name]) },
  };
}

function foldingModelOf(estimator: Estimator, topology: Topology): FoldingModel {
  const refusal = estimator.refuses(topology);
  if (refusal) throw new BitscapeError('EstimatorRefuses', refusal, 'estimator');
  if (estimator.foldingModel) return estimator.foldingModel;
  throw new BitscapeError(
    'NotSearchable',
    `${estimator.id} gives no cost per layer, so foldings cannot be searched with it: choose another estimator`,
    'estimator',
  );
}

/** The foldings at the picked places, one per stage. */
export const foldingAt = ({ stages }: FoldingSpace, picks: readonly number[]): Folding[] =>
  picks.map((pick, i) => ({ ...stages[i].foldings[pick] }));

/** The estimator's own estimate of a folding. */
export function estimateAt(request: SearchRequest, folding: Folding[]): Estimate {
  const { estimator, topology, precision, device, clockMhz } = request;
  // The target is that of the default folding, which is not used here.
  return estimator.estimate({ topology, precision, folding, targetFps: 1, clockMhz, part: device.part });
}
