import type { Estimate, Folding, Resources } from '../estimate';
import { fastest, type Searched } from './fastest';
import { leastOf } from './least';
import { type Ceilings, limitsOf } from './limits';
import { cheapestAt, foldingAt, type SearchRequest, searchOf, wholeAt } from './search';
import { type Shortage, shortages, shortageText } from './shortage';

export interface FitRequest extends SearchRequest {
  /** What the design may take of the device; all of it where not given. */
  ceilings?: Ceilings;
  /** Choices per II after which the search gives up; without it a million, which no preset needs. */
  budget?: number;
}

/** The fastest folding that fits. */
export interface FittedFolding {
  folding: Folding[];
  estimate: Estimate;
  /** What must fit: the estimate's resources with everything around the layers. */
  whole: Resources;
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
  /** Its resources with everything around the layers. */
  whole: Resources;
  /** In words. */
  reason: string;
  /** Foldings of the whole network, none of which fits. */
  spaceSize: number;
}

/**
 * The fastest folding of a network that fits a device under utilisation ceilings with everything around its layers, out
 * of all legal PE x SIMD of all layers; of equally fast ones the one that takes the smallest share of the device, summed
 * over the modelled resources.
 * @throws BitscapeError "EstimatorRefuses", "NotSearchable" or "IllegalCeiling".
 */
export function fit(request: FitRequest): FittedFolding | NoFolding {
  const search = searchOf(request, limitsOf(request.device, request.ceilings));
  const { space } = search;
  const { interval, picks, bound, cheapest } = fastest(search, request.budget);
  if (picks === null) return nothingFits(request, search, bound === space.intervals.length);
  const folding = foldingAt(space, picks);
  return {
    folding,
    ...wholeAt(request, folding),
    optimal: bound === interval,
    boundCycles: space.intervals[bound],
    cheapest,
    spaceSize: space.size,
    faster: bound === 0 ? null : missedAt(request, search, bound - 1),
  };
}

/** The foldings that are as fast as an II, whatever fits: what they are short of. */
function missedAt(request: FitRequest, search: Searched, interval: number) {
  const { space, network, levels } = search;
  const level = levels.least(interval);
  const certain = shortages(network, (column) => leastOf(network, level, column).total, true);
  const short =
    certain.length > 0 ? certain : shortages(network, needOfCheapest(request, search, interval), false);
  return { cycles: space.intervals[interval], short };
}

function needOfCheapest(request: FitRequest, search: Searched, interval: number) {
  const { whole } = wholeAt(request, cheapestAt(search, interval));
  return (column: number): number => whole[search.network.resources[column]] ?? 0;
}

function nothingFits(request: FitRequest, search: Searched, proven: boolean): NoFolding {
  const slowest = search.space.intervals.length - 1;
  const { short } = missedAt(request, search, slowest);
  const { estimate: smallest, whole } = wholeAt(request, cheapestAt(search, slowest));
  const reason = shortageText(short, request.device, proven);
  return { folding: null, proven, short, smallest, whole, reason, spaceSize: search.space.size };
}
