import type { Estimate, Folding } from '../estimate';
import { cheapestPicks } from './choose';
import { fastest } from './fastest';
import { type Ceilings, limitsOf } from './limits';
import { estimateAt, foldingAt, type Search, type SearchRequest, searchOf } from './search';
import { type Shortage, shortages, shortageText } from './shortage';

export interface FitRequest extends SearchRequest {
  /** What the design may take of the device; all of it where not given. */
  ceilings?: Ceilings;
  /** Nodes after which a branch and bound gives up; without it a million, which no preset needs. */
  budget?: number;
}

/** The fastest folding that fits. */
export interface FittedFolding {
  folding: Folding[];
  estimate: Estimate;
  /** Proven: no legal folding that fits takes fewer cycles per image. */
  optimal: boolean;
  /** Proven lower bound of the cycles per image of a folding that fits; `estimate.ii` when optimal. */
  boundCycles: number;
  /** Proven: no folding of this II that fits takes a smaller share of the device, summed over modelled resources. */
  cheapest: boolean;
  /** Foldings of the whole network that competed. */
  spaceSize: number;
  /** The next smaller II that the network can have, and what it is short of; null if no folding is faster. */
  faster: { cycles: number; short: readonly Shortage[] } | null;
}

/** No folding fits, or none was found. */
export interface NoFolding {
  folding: null;
  /** Proven: no folding fits. False if the search gave up. */
  proven: boolean;
  short: readonly Shortage[];
  /** Estimate of the folding that takes the smallest share of the device. */
  smallest: Estimate;
  /** In words. */
  reason: string;
  /** Foldings of the whole network, none of which fits. */
  spaceSize: number;
}

/**
 * The fastest folding of a network that fits a device under utilisation ceilings, out of all legal PE x SIMD of all
 * layers; of equally fast ones the one that takes the smallest share of the device, summed over the modelled resources.
 * @throws BitscapeError "EstimatorRefuses", "NotSearchable" or "IllegalCeiling".
 */
export function fit(request: FitRequest): FittedFolding | NoFolding {
  const search = searchOf(request, limitsOf(request.device, request.ceilings));
  const { space, network } = search;
  const { interval, picks, bound, cheapest } = fastest(network, space, request.budget);
  if (picks === null) return nothingFits(request, search, bound === space.intervals.length);
  const folding = foldingAt(space, picks);
  return {
    folding,
    estimate: estimateAt(request, folding),
    optimal: bound === interval,
    boundCycles: space.intervals[bound],
    cheapest,
    spaceSize: space.size,
    faster: bound === 0 ? null : missedAt(search, bound - 1),
  };
}

const missedAt = ({ model, space, network }: Search, interval: number) => ({
  cycles: space.intervals[interval],
  short: shortages(model.resources, network, space.counts[interval]),
});

function nothingFits(request: FitRequest, { model, space, network }: Search, proven: boolean): NoFolding {
  const all = space.counts[space.counts.length - 1];
  const short = shortages(model.resources, network, all);
  const smallest = estimateAt(request, foldingAt(space, cheapestPicks(network, all)));
  const reason = shortageText(short, request.device, proven);
  return { folding: null, proven, short, smallest, reason, spaceSize: space.size };
}
