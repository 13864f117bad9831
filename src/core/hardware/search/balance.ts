import type { Folding } from '../estimate';
import { bestAt, fastest } from './fastest';
import { type Limits, limitsOf } from './limits';
import { cheapestAt, foldingAt, type SearchRequest, searchOf, wholeAt } from './search';

/**
 * The folding that takes the smallest share of the device at an II of at most `cycles`; null if none is that fast. It
 * need not fit. @throws BitscapeError as `fit`.
 */
export function cheapestFolding(request: SearchRequest, cycles: number): Folding[] | null {
  const search = searchOf(request, limitsOf(request.device));
  const within = search.space.intervals.findLastIndex((interval) => interval <= cycles);
  return within < 0 ? null : cheapestAt(search, within);
}

/** What a balanced folding keeps: its II with fewer resources, or its resources with a smaller II. */
export type Kept = 'ii' | 'resources';

/**
 * The folding, balanced; it takes no more of any resource than before, with everything around
 * the layers. `ii`: fast layers give back what they do not need
 * for the present II. `resources`: the II gets as small as the resources of the present folding allow, so slow layers
 * gain what fast layers give. Padding is kept.
 * @throws BitscapeError as `fit`, or for an illegal folding.
 */
export function balance(request: SearchRequest, folding: Folding[], kept: Kept): Folding[] {
  const { estimate, whole } = wholeAt(request, folding);
  const matrices = folding.map(({ mw, mh }) => ({ mw, mh }));
  const search = searchOf({ ...request, matrices }, limitsAt(whole));
  const { space } = search;
  const { picks } = kept === 'ii' ? bestAt(search, space.intervals.indexOf(estimate.ii)) : fastest(search);
  return picks === null ? folding : foldingAt(space, picks);
}

/** What a design takes, as limits; what is not modelled is not limited. */
const limitsAt = (total: Readonly<Record<keyof Limits, number | null>>): Limits => ({
  lut: total.lut ?? Number.POSITIVE_INFINITY,
  ff: total.ff ?? Number.POSITIVE_INFINITY,
  bram18: total.bram18 ?? Number.POSITIVE_INFINITY,
  uram: total.uram ?? Number.POSITIVE_INFINITY,
  dsp: total.dsp ?? Number.POSITIVE_INFINITY,
});
