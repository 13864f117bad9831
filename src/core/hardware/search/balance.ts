import type { Folding } from '../estimate';
import { cheapestPicks, choose } from './choose';
import { fastest, NODE_BUDGET } from './fastest';
import { type Limits, limitsOf } from './limits';
import { estimateAt, foldingAt, type SearchRequest, searchOf } from './search';

/**
 * The folding that takes the smallest share of the device at an II of at most `cycles`; null if none is that fast. It
 * need not fit. @throws BitscapeError as `fit`.
 */
export function cheapestFolding(request: SearchRequest, cycles: number): Folding[] | null {
  const { space, network } = searchOf(request, limitsOf(request.device));
  const within = space.intervals.findLastIndex((interval) => interval <= cycles);
  return within < 0 ? null : foldingAt(space, cheapestPicks(network, space.counts[within]));
}

/** What a balanced folding keeps: its II with fewer resources, or its resources with a smaller II. */
export type Kept = 'ii' | 'resources';

/**
 * The folding, balanced; it takes no more of any resource than before. `ii`: fast layers give back what they do not need
 * for the present II. `resources`: the II gets as small as the resources of the present folding allow, so slow layers
 * gain what fast layers give. Padding is kept.
 * @throws BitscapeError as `fit`, or for an illegal folding.
 */
export function balance(request: SearchRequest, folding: Folding[], kept: Kept): Folding[] {
  const { ii, total } = estimateAt(request, folding);
  const search = { ...request, matrices: folding.map(({ mw, mh }) => ({ mw, mh })) };
  const { space, network } = searchOf(search, limitsAt(total));
  const counts = space.counts[space.intervals.indexOf(ii)];
  const { picks } = kept === 'ii' ? choose(network, counts, NODE_BUDGET) : fastest(network, space);
  return picks === null ? folding : foldingAt(space, picks);
}

/** What a design takes, as limits; what is not modelled is not limited. */
const limitsAt = (total: Readonly<Record<keyof Limits, number | null>>): Limits => ({
  lut: total.lut ?? Number.POSITIVE_INFINITY,
  ff: total.ff ?? Number.POSITIVE_INFINITY,
  bram18: total.bram18 ?? Number.POSITIVE_INFINITY,
  dsp: total.dsp ?? Number.POSITIVE_INFINITY,
});
