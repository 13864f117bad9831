import { estimatorOf } from '../hardware/estimators';
import type { UnrolledOptions } from '../hardware/unrolled/options';
import type { Topology } from '../network/topology';
import type { Design } from './design';

/**
 * How a design shares multipliers, for estimators with a `reuse`. Where every cell is to have its own smallest reuse
 * factor that fits, the smallest that the network can be built with stands for them.
 */
export function designUnrolled(
  { estimator, folding, reuseFactor, strategy }: Design,
  topology: Topology,
): UnrolledOptions {
  const stops = folding === 'fit' ? (estimatorOf(estimator).reuse?.stops(topology, strategy) ?? []) : [];
  return { reuseFactor: stops[0] ?? reuseFactor, strategy };
}
