import type { Folding } from '../estimate';
import type { UnrolledLayer } from './layer';
import { nearestReuse } from './reuse-factor';

/**
 * The folding that is as parallel as a reuse factor: all neurons and a share of the inputs up to the fan-in, beyond it
 * one input and a share of the neurons, so that (MW / SIMD) (MH / PE) = RF. A factor that no folding has gets the nearest.
 */
export function foldingOfReuse(layer: UnrolledLayer, reuseFactor: number): Folding {
  const { fanIn, units } = layer;
  const factor = nearestReuse(layer, reuseFactor);
  const [pe, simd] = factor <= fanIn ? [units, fanIn / factor] : [units / (factor / fanIn), 1];
  return { pe, simd, mw: fanIn, mh: units };
}
