/** A network by what it costs (lower is better) and how accurate it is (0..1); null where unknown. */
export interface ParetoPoint {
  cost: number | null;
  accuracy: number | null;
}

type Known = { cost: number; accuracy: number };

const isKnown = (p: ParetoPoint): p is Known => p.cost !== null && p.accuracy !== null;

/** Whether `a` is at least as good as `b` in both and better in one. */
export const dominates = (a: Known, b: Known): boolean =>
  a.cost <= b.cost && a.accuracy >= b.accuracy && (a.cost < b.cost || a.accuracy > b.accuracy);

/**
 * For each point whether it is on the Pareto front: no other point dominates it. Points that lack a coordinate are
 * neither on the front nor dominate; equal points are on it together.
 */
export function paretoFront(points: readonly ParetoPoint[]): boolean[] {
  const known = points.filter(isKnown);
  return points.map((point) => isKnown(point) && !known.some((other) => dominates(other, point)));
}
