/** Rectangle of a label or an obstacle, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const outside = (a: Box, frame: Box): number => a.width * a.height - overlap(a, frame);

/**
 * Moves label positions apart along one axis so that neighbours are at least `gap` apart, within [low, high].
 * Keeps the order and the input's indices. If they cannot all fit, the gap shrinks evenly.
 */
export function dodge(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const n = positions.length;
  const step = n > 1 ? Math.min(gap, (high - low) / (n - 1)) : gap;
  const order = positions.map((_, i) => i).sort((a, b) => positions[a] - positions[b]);
  const placed = order.map((i) => Math.min(Math.max(positions[i], low), high));
  for (let i = 1; i < n; i++) placed[i] = Math.max(placed[i], placed[i - 1] + step);
  if (n > 0) placed[n - 1] = Math.min(placed[n - 1], high);
  for (let i = n - 2; i >= 0; i--) placed[i] = Math.min(placed[i], placed[i + 1] - step);
  const result = [...positions];
  order.forEach((original, i) => {
    result[original] = placed[i];
  });
  return result;
}

/** Places each label beside its anchor where it covers least: right, left, above, below, in that order. */
export function placeLabels(
  anchors: readonly { x: number; y: number; text: string }[],
  obstacles: readonly Box[],
  frame: Box,
  { charWidth = 8, height = 14, gap = 9 } = {},
): Box[] {
  const placed: Box[] = [];
  for (const { x, y, text } of anchors) {
    const width = text.length * charWidth;
    const candidates = [
      [x + gap, y - height / 2],
      [x - gap - width, y - height / 2],
      [x - width / 2, y - gap - height],
      [x - width / 2, y + gap],
      [x + gap, y + gap / 2],
      [x - gap - width, y + gap / 2],
    ].map(([bx, by]) => ({ x: bx, y: by, width, height }));
    const cost = (b: Box) =>
      outside(b, frame) * 100 +
      placed.reduce((sum, p) => sum + overlap(b, p), 0) * 10 +
      obstacles.reduce((sum, o) => sum + overlap(b, o), 0);
    placed.push(candidates.reduce((best, c) => (cost(c) < cost(best) ? c : best)));
  }
  return placed;
}
