/** Estimates against measurements: of |estimate - measurement| / measurement, and the median with its sign. */
export interface Residuals {
  count: number;
  median: number;
  p90: number;
  max: number;
  bias: number;
}

/** Residuals of pairs (estimate, measurement); `relative` false: plain differences. */
export function residuals(
  pairs: readonly (readonly [estimate: number, measured: number])[],
  relative = true,
): Residuals {
  const signed = pairs.map(([estimate, measured]) => (estimate - measured) / (relative ? measured : 1));
  const sizes = signed.map(Math.abs);
  return {
    count: pairs.length,
    median: quantile(sizes, 0.5),
    p90: quantile(sizes, 0.9),
    max: Math.max(...sizes),
    bias: quantile(signed, 0.5),
  };
}

/** The value below which the share `p` lies, between neighbours in proportion. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
