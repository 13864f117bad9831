import type { Folding } from './estimate';
import { divisorsOf } from './folding';

/** The legal values of a PE or SIMD over a matrix side, ascending: its divisors. For sliders that stop at them. */
export const legalStops = (side: number): readonly number[] => divisorsOf(side);

/** The legal value closest to a wanted one; of two that are equally close, the smaller. */
export const nearestStop = (side: number, wanted: number): number =>
  legalStops(side).reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));

/** The legal value `steps` stops above (below, if negative) the one closest to `value`, held at the ends. */
export function stepStop(side: number, value: number, steps: number): number {
  const stops = legalStops(side);
  const index = stops.indexOf(nearestStop(side, value)) + steps;
  return stops[Math.min(Math.max(index, 0), stops.length - 1)];
}

/** The folding with another PE or SIMD, moved to the nearest legal values. */
export const refold = (folding: Folding, wanted: Partial<Pick<Folding, 'pe' | 'simd'>>): Folding => ({
  ...folding,
  pe: nearestStop(folding.mh, wanted.pe ?? folding.pe),
  simd: nearestStop(folding.mw, wanted.simd ?? folding.simd),
});

/** The folding list with layer `index` refolded. */
export const refoldLayer = (
  foldings: readonly Folding[],
  index: number,
  wanted: Partial<Pick<Folding, 'pe' | 'simd'>>,
): Folding[] => foldings.map((folding, i) => (i === index ? refold(folding, wanted) : folding));
