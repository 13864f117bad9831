import type { Random } from '../../random';
import { between, gaussian } from './noise';
import type { Skeleton } from './skeleton';

/** Points of a drawn line, [x0, y0, x1, y1, ...]. */
export type Polyline = Float64Array;

/**
 * How freely a skeleton is drawn; lengths in units of the digit's box. Chosen, as the distortions, on MNIST's
 * last 10 000 training images: freer drawing trains better for MNIST, but more digits become ambiguous.
 */
const JITTER = { point: 0.03, stroke: 0.03, end: 0.16 } as const;

/** Steps in which a segment between two skeleton points is drawn. */
const STEPS = 8;

/** The skeleton's strokes as smooth lines through jittered points, each a little longer or shorter. */
export function drawStrokes(skeleton: Skeleton, random: Random): Polyline[] {
  const points = skeleton.points.map((value) => value + JITTER.point * gaussian(random));
  return skeleton.strokes.map((stroke, index) => {
    const dx = index ? JITTER.stroke * gaussian(random) : 0;
    const dy = index ? JITTER.stroke * gaussian(random) : 0;
    const control = new Float64Array(2 * stroke.length);
    for (let i = 0; i < stroke.length; i++) {
      control[2 * i] = points[2 * stroke[i]] + dx;
      control[2 * i + 1] = points[2 * stroke[i] + 1] + dy;
    }
    const start = between(random, -JITTER.end, JITTER.end);
    const end = between(random, -JITTER.end, JITTER.end);
    return spline(control, start, end);
  });
}

/**
 * Uniform Catmull-Rom spline through the control points (end points doubled), `STEPS` steps per segment.
 * `start` and `end` are the shares of half the line to leave out there; negative ones extrapolate.
 */
export function spline(control: Float64Array, start: number, end: number): Polyline {
  const segments = control.length / 2 - 1;
  const line = new Float64Array(2 * (segments * STEPS + 1));
  let to = 0;
  for (let segment = 0; segment < segments; segment++) {
    const a = 2 * Math.max(segment - 1, 0);
    const b = 2 * segment;
    const c = b + 2;
    const d = 2 * Math.min(segment + 2, segments);
    const first = segment === 0 ? Math.min(start * (segments / 2), 0.95) : 0;
    const last = segment === segments - 1 ? Math.max(1 - end * (segments / 2), 0.05) : 1;
    for (let step = segment ? 1 : 0; step <= STEPS; step++) {
      const t = first + ((last - first) * step) / STEPS;
      const u = t * t;
      const v = u * t;
      const wa = -v + 2 * u - t;
      const wb = 3 * v - 5 * u + 2;
      const wc = -3 * v + 4 * u + t;
      const wd = v - u;
      line[to++] = (wa * control[a] + wb * control[b] + wc * control[c] + wd * control[d]) / 2;
      line[to++] =
        (wa * control[a + 1] + wb * control[b + 1] + wc * control[c + 1] + wd * control[d + 1]) / 2;
    }
  }
  return line;
}
