import { px } from '../chart/numbers';
import type { SeriesRole } from '../chart/series';

/** An axis of the radar; scores run 0 (the grid's worst) to 1 (its best). */
export interface RadarAxis {
  id: string;
  label: string;
  /** False: the estimator gives no such number; the axis is dashed and says so. */
  modelled: boolean;
}

/** One network's scores, in the order of the axes; null where not modelled or not trained. */
export interface RadarSeries {
  id: string;
  label: string;
  role: SeriesRole;
  scores: readonly (number | null)[];
  /** Strength of the line within a family, 0..1; 1 if absent. */
  strength?: number;
}

/** One family of the paper: networks that grow one way through the grid. */
export interface RadarFamily {
  id: string;
  label: string;
  series: readonly RadarSeries[];
}

export interface Point {
  x: number;
  y: number;
}

/** A score's place on its axis. */
export interface Vertex extends Point {
  axis: number;
}

/** Centre and radius of the web, pixels. */
export interface Web {
  centre: Point;
  radius: number;
}

/** Point on an axis at a score; the first axis points up, the others follow clockwise. */
export function pointAt({ centre, radius }: Web, axis: number, axes: number, score: number): Point {
  const angle = (axis / axes) * 2 * Math.PI - Math.PI / 2;
  return {
    x: px(centre.x + Math.cos(angle) * radius * score),
    y: px(centre.y + Math.sin(angle) * radius * score),
  };
}

/** SVG paths of a series: the outline, and the area that it encloses with the centre. */
export interface RadarPath {
  outline: string;
  area: string;
  /** The known vertices. */
  vertices: Vertex[];
}

/**
 * Path of a series. With every score known it is one polygon; at a missing score it opens: no edge goes to that
 * axis, so that "not modelled" is never drawn as the worst score.
 */
export function seriesPath(web: Web, scores: readonly (number | null)[]): RadarPath {
  const n = scores.length;
  const points = scores.map((score, axis) =>
    score === null ? null : { axis, ...pointAt(web, axis, n, score) },
  );
  const vertices = points.filter((p) => p !== null);
  const at = ({ x, y }: Point) => `${x},${y}`;
  if (vertices.length === n) {
    const polygon = `M${vertices.map(at).join('L')}Z`;
    return { outline: polygon, area: polygon, vertices };
  }
  let outline = '';
  let area = '';
  for (let i = 0; i < n; i++) {
    const [from, to] = [points[i], points[(i + 1) % n]];
    if (!from || !to) continue;
    outline += `M${at(from)}L${at(to)}`;
    area += `M${at(web.centre)}L${at(from)}L${at(to)}Z`;
  }
  return { outline, area, vertices };
}

/** Square (or n-gon) of the web at a score. */
export const ring = (web: Web, axes: number, score: number): string =>
  `M${Array.from({ length: axes }, (_, i) => pointAt(web, i, axes, score))
    .map(({ x, y }) => `${x},${y}`)
    .join('L')}Z`;

/** The radar in words, one sentence per network: "W3 A3: Accuracy 0.87, LUT 0.71, FF not modelled". */
export const radarSummary = (axes: readonly RadarAxis[], series: readonly RadarSeries[]): string[] =>
  series.map(
    ({ label, scores }) =>
      `${label}: ${axes
        .map((axis, i) => {
          const score = scores[i];
          const missing = axis.modelled ? 'unknown' : 'not modelled';
          return `${axis.label} ${score === null ? missing : score.toFixed(2)}`;
        })
        .join(', ')}`,
  );
