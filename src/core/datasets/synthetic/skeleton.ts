import type { Random } from '../../random';

/** One way to write a digit: strokes through shared points. */
export interface Skeleton {
  digit: number;
  /** Relative frequency among the digit's variants. */
  weight: number;
  /** Distinct points [x0, y0, x1, y1, ...] in -0.5..0.5, y down. */
  points: Float64Array;
  /** Each stroke as indices of points; the same index twice in a row is a corner. */
  strokes: Uint8Array[];
}

/** Skeletons of a table (one per line: digit, weight, points `x y, x y / x y, ...` in percent), by digit. */
export function parseSkeletons(table: string): Skeleton[][] {
  const byDigit: Skeleton[][] = Array.from({ length: 10 }, () => []);
  for (const line of table.trim().split('\n')) {
    const skeleton = parseSkeleton(line);
    byDigit[skeleton.digit].push(skeleton);
  }
  return byDigit;
}

function parseSkeleton(line: string): Skeleton {
  const [, digit, weight, drawing] = /^(\d) ([\d.]+) {2}(.*)$/.exec(line) ?? [];
  const distinct: string[] = [];
  const indexOf = (point: string): number => {
    if (!distinct.includes(point)) distinct.push(point);
    return distinct.indexOf(point);
  };
  const strokes = drawing.split(' / ').map((stroke) => Uint8Array.from(stroke.split(', '), indexOf));
  const points = Float64Array.from(distinct.join(' ').split(' '), (percent) => Number(percent) / 100 - 0.5);
  return { digit: Number(digit), weight: Number(weight), points, strokes };
}

/** One of the variants, drawn by weight. */
export function pickVariant(variants: readonly Skeleton[], random: Random): Skeleton {
  let rest = random.uniform() * variants.reduce((sum, v) => sum + v.weight, 0);
  for (const variant of variants) {
    rest -= variant.weight;
    if (rest < 0) return variant;
  }
  return variants[variants.length - 1];
}
