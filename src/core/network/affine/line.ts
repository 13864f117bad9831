/**
 * The thresholds of one neuron that an accumulator in [-limit, limit] can tell apart: level k is reached from
 * `thresholds[k - 1]` on. -limit stands for "always", limit + 1 for "never".
 */
export interface Steps {
  thresholds: ArrayLike<number>;
  limit: number;
}

/** The biases of a scale with which `(scale * acc + bias) >> shift` reaches every level where it should: from `low` to `high`. */
export interface Biases {
  low: number;
  high: number;
  /** Where there are none: 1 if only larger scales can have some, -1 if only smaller ones. */
  towards: 1 | -1;
}

/**
 * The biases of a scale. Level k must be reached at T_k: scale T_k + bias >= k 2^shift, and not before: scale (T_k - 1) +
 * bias < k 2^shift. Each is one end of an interval; of the two ends that contradict each other the nearer thresholds say
 * whether the line is too flat or too steep.
 */
export function biasesOf({ thresholds, limit }: Steps, scale: number, shift: number): Biases {
  const unit = 2 ** shift;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let lowAt = 0;
  let highAt = 0;
  for (let k = 1; k <= thresholds.length; k++) {
    const t = thresholds[k - 1];
    const least = k * unit - scale * t;
    const most = k * unit - 1 - scale * (t - 1);
    if (t <= limit && least > low) [low, lowAt] = [least, t];
    if (t > -limit && most < high) [high, highAt] = [most, t - 1];
  }
  return { low, high, towards: highAt < lowAt ? 1 : -1 };
}

/** A range of integers, both ends included. */
export interface Range {
  low: number;
  high: number;
}

/**
 * The scales from 0 to `most` that have a bias, null if there are none. They are a range: the room between the two ends
 * of the bias is the least of lines in the scale, so a concave function of it.
 */
export function scalesOf(steps: Steps, shift: number, most: number): Range | null {
  const inside = anyScale(steps, shift, most);
  if (inside === null) return null;
  return {
    low: lastOf(inside, 0, (scale) => fits(steps, scale, shift)),
    high: lastOf(inside, most, (scale) => fits(steps, scale, shift)),
  };
}

const fits = (steps: Steps, scale: number, shift: number): boolean => {
  const { low, high } = biasesOf(steps, scale, shift);
  return low <= high;
};

function anyScale(steps: Steps, shift: number, most: number): number | null {
  let from = 0;
  let to = most;
  while (from <= to) {
    const scale = Math.floor((from + to) / 2);
    const { low, high, towards } = biasesOf(steps, scale, shift);
    if (low <= high) return scale;
    if (towards > 0) from = scale + 1;
    else to = scale - 1;
  }
  return null;
}

/** The last integer from `inside` to `end`, in either direction, that a range which holds `inside` still has. */
function lastOf(inside: number, end: number, has: (value: number) => boolean): number {
  let good = inside;
  let bad = end + Math.sign(end - inside || 1);
  while (Math.abs(bad - good) > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (has(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
