/**
 * The levels of a neuron as a straight line: accumulator `a` gives level (a - offset) / spacing, rounded and clamped
 * to 0..thresholds. That is what BatchNorm and a uniform quantizer compute.
 */
export interface LevelLine {
  offset: number;
  /** Accumulators per level, above 0. */
  spacing: number;
  /**
   * Distance, in accumulator steps, of the line's boundaries between levels to the nearest accumulator whose level
   * would change: 1/2 is the best for a threshold that is reached at all. Below 0, no line gives these thresholds.
   */
  margin: number;
}

/** Halvings of the interval of the spacing: 2^-52 of it remains. */
const HALVINGS = 52;

/**
 * The line that keeps farthest from changing any level of ascending thresholds T_1..T_n, level = number of T <= a, for
 * accumulators in [-limit, limit]. Boundary k of the line is r_k = offset + spacing * (k - 1/2), and T_k - 1 < r_k <= T_k
 * must hold; thresholds that are always or never reached bound it from one side. For a given spacing the best offset
 * is in the middle of what remains, and the margin is a concave function of the spacing: its slope is bisected.
 *
 * Thresholds that `foldNetwork` made come from such a line, the trained BatchNorm, so that one exists.
 */
export function levelLine(thresholds: ArrayLike<number>, limit: number): LevelLine {
  const n = thresholds.length;
  const above: number[] = [];
  const below: number[] = [];
  for (let k = 0; k < n; k++) {
    if (thresholds[k] <= limit) above.push(k);
    if (thresholds[k] > -limit) below.push(k);
  }
  if (above.length === 0) return { offset: limit, spacing: 1, margin: 0.5 };
  if (below.length === 0) return { offset: -limit - n, spacing: 1, margin: 0.5 };
  const at = (spacing: number) => tightest(thresholds, above, below, spacing);
  if (n === 1) return lineOf(at(1), 1);
  let low = 1 / (4 * n);
  let high = 2 * (limit + 2);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    const { ceilingAt, floorAt } = at(middle);
    if (floorAt > ceilingAt) low = middle;
    else high = middle;
  }
  return lineOf(at(high), high);
}

/** Lowest ceiling and highest floor of the offset for a spacing, and the thresholds that set them. */
interface Bounds {
  ceiling: number;
  ceilingAt: number;
  floor: number;
  floorAt: number;
}

function tightest(
  thresholds: ArrayLike<number>,
  above: readonly number[],
  below: readonly number[],
  spacing: number,
): Bounds {
  let ceiling = Number.POSITIVE_INFINITY;
  let floor = Number.NEGATIVE_INFINITY;
  let ceilingAt = 0;
  let floorAt = 0;
  for (const k of above) {
    const bound = thresholds[k] - spacing * (k + 0.5);
    if (bound >= ceiling) continue;
    ceiling = bound;
    ceilingAt = k;
  }
  for (const k of below) {
    const bound = thresholds[k] - 1 - spacing * (k + 0.5);
    if (bound <= floor) continue;
    floor = bound;
    floorAt = k;
  }
  return { ceiling, ceilingAt, floor, floorAt };
}

const lineOf = ({ ceiling, floor }: Bounds, spacing: number): LevelLine => ({
  offset: (ceiling + floor) / 2,
  spacing,
  margin: (ceiling - floor) / 2,
});
