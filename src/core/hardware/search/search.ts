import { BitscapeError } from '../../errors';
import type { Topology } from '../../network/topology';
import type { Precision } from '../../precision';
import type { Device } from '../device';
import type { Estimate, Folding, Resources } from '../estimate';
import { type Estimator, wholeOf } from '../estimator';
import type { MvauOptions } from '../mvau-options';
import { cheapestPicks } from './choose';
import type { Searched } from './fastest';
import type { FoldingModel } from './folding-model';
import { type FoldingSpace, foldingSpace, knownSpaceOf, type Matrix } from './folding-space';
import { levelsOf } from './levels';
import type { Limits } from './limits';
import { priceStage, scarceOf } from './priced';

/** Which foldings to look at. */
export interface SearchRequest {
  estimator: Estimator;
  topology: Topology;
  precision: Precision;
  device: Device;
  clockMhz: number;
  /** Of the MVAUs, for estimators that heed them. */
  mvau?: MvauOptions;
  /** One per layer, at least the layer's own size; without it the estimator's. */
  matrices?: readonly Matrix[];
}

/**
 * Prices all foldings of all layers: by the share of the device, summed over the modelled resources.
 * @throws BitscapeError "EstimatorRefuses" or "NotSearchable".
 */
export function searchOf(
  { estimator, topology, precision, device, matrices, mvau }: SearchRequest,
  limits: Limits,
): Searched {
  const model = foldingModelOf(estimator, topology);
  const space = matrices
    ? foldingSpace(model.stages(topology).map((stage, i) => ({ ...stage, ...matrices[i] })))
    : knownSpaceOf(model, topology);
  const costRequest = { topology, precision, part: device.part, mvau };
  const costs = model.costs(costRequest);
  const weights = model.resources.map((name) => 1 / Math.max(1, device[name]));
  const levels = levelsOf(space, model.joints?.(costRequest) ?? null, weights);
  const stages = space.stages.map((stage, i) => priceStage(stage, costs[i], weights));
  const { resources, base } = model;
  const allowed = resources.map((name) => limits[name]);
  const scarce = scarceOf(stages, base, allowed, levels.most);
  return { space, network: { stages, resources, base, limits: allowed, scarce }, levels };
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

/** The folding that takes the smallest share of the device at an II of at most that of the place `interval`. */
export function cheapestAt({ space, network, levels }: Searched, interval: number): Folding[] {
  return foldingAt(space, cheapestPicks(network, levels.exact(interval)));
}

/** The estimator's own estimate of a folding, and its resources with everything around the layers. */
export function wholeAt(
  request: SearchRequest,
  folding: Folding[],
): { estimate: Estimate; whole: Resources } {
  const estimate = estimateAt(request, folding);
  return { estimate, whole: wholeOf(request.estimator, request, estimate) };
}

/** The estimator's own estimate of a folding. */
export function estimateAt(request: SearchRequest, folding: Folding[]): Estimate {
  const { estimator, topology, precision, device, clockMhz, mvau } = request;
  // The target is that of the default folding, which is not used here.
  return estimator.estimate({
    topology,
    precision,
    folding,
    targetFps: 1,
    clockMhz,
    part: device.part,
    mvau,
  });
}
