import { extent } from 'd3-array';
import { line } from 'd3-shape';
import { type CellPosition, cellName } from '../../core/precision';
import { compact } from '../../core/space/metrics';
import { ACCURACY_SOURCES, type AccuracySource } from '../../state/accuracy';
import { type Axis, costAxis, linearAxis } from '../chart/axis';
import { type Box, placeLabels } from '../chart/labels';
import { percent, px } from '../chart/numbers';
import { byDrawingOrder, type Linking, type SeriesRole, sameCell, seriesRole } from '../chart/series';
import { SOURCE_WORDS } from '../heatmap/cell';

/** One network; it is drawn when both numbers are known. */
export interface ScatterPoint extends CellPosition {
  /** Of the axis' resource; null when not modelled. */
  cost: number | null;
  /** Fraction 0..1; null when not trained. */
  accuracy: number | null;
  /** Where the accuracy comes from; what is not of own training is marked. */
  source: AccuracySource | null;
  fits: boolean | null;
  onFront: boolean;
}

/** A point in pixels. */
export interface ScatterMark extends CellPosition {
  x: number;
  y: number;
  role: SeriesRole;
  source: AccuracySource | null;
  fits: boolean;
  onFront: boolean;
  hovered: boolean;
}

export interface ScatterLayout {
  /** Back to front. */
  marks: ScatterMark[];
  /** SVG path of the Pareto front. */
  front: string;
  x: Axis;
  y: Axis;
  labels: { text: string; x: number; y: number; role: SeriesRole }[];
  frame: Box;
}

/** Space around the plot for the axes' numbers. */
export const MARGIN = { left: 44, right: 12, top: 12, bottom: 40 };

interface Known extends CellPosition {
  cost: number;
  accuracy: number;
  source: AccuracySource | null;
  fits: boolean;
  onFront: boolean;
}

const knownPoints = (points: readonly ScatterPoint[]): Known[] =>
  points.flatMap(({ cost, accuracy, fits, ...rest }) =>
    cost === null || accuracy === null ? [] : [{ ...rest, cost, accuracy, fits: fits !== false }],
  );

const LABELLED: readonly SeriesRole[] = ['selected', 'hover', 'pin1', 'pin2', 'pin3'];

/** Everything the scatter draws, in pixels; null when no point is known. */
export function scatterLayout(
  points: readonly ScatterPoint[],
  linking: Linking,
  width: number,
  height: number,
): ScatterLayout | null {
  const known = knownPoints(points);
  const [lowCost, highCost] = extent(known, (p) => p.cost);
  const [lowAccuracy, highAccuracy] = extent(known, (p) => p.accuracy);
  if (lowCost === undefined || lowAccuracy === undefined) return null;
  const frame = {
    x: MARGIN.left,
    y: MARGIN.top,
    width: width - MARGIN.left - MARGIN.right,
    height: height - MARGIN.top - MARGIN.bottom,
  };
  const x = costAxis(lowCost, highCost, [frame.x, frame.x + frame.width]);
  const y = linearAxis(lowAccuracy, highAccuracy, [frame.y + frame.height, frame.y], 5, 0.04);
  const marks = byDrawingOrder(
    known.map((point) => ({
      weightBits: point.weightBits,
      activationBits: point.activationBits,
      x: px(x.scale(point.cost)),
      y: px(y.scale(point.accuracy)),
      role: seriesRole(point, linking),
      source: point.source,
      fits: point.fits,
      onFront: point.onFront,
      hovered: sameCell(point, linking.hovered),
    })),
  ).sort(
    (a, b) =>
      Number(a.role !== 'other') - Number(b.role !== 'other') || Number(a.onFront) - Number(b.onFront),
  );
  const onFront = marks.filter((m) => m.onFront).sort((a, b) => a.x - b.x || b.y - a.y);
  const path = line<ScatterMark>(
    (m) => m.x,
    (m) => m.y,
  ).digits(1);
  const labelled = LABELLED.flatMap((role) => marks.filter((m) => m.role === role)).map((m) => ({
    text: cellName(m),
    x: m.x,
    y: m.y,
    role: m.role,
  }));
  const obstacles = marks.map((m) => ({ x: m.x - 4, y: m.y - 4, width: 8, height: 8 }));
  const boxes = placeLabels(labelled, obstacles, { ...frame, x: frame.x + 2 }, { gap: 10 });
  return {
    marks,
    front: path(onFront) ?? '',
    x,
    y,
    labels: labelled.map(({ text, role }, i) => ({ text, role, x: px(boxes[i].x), y: px(boxes[i].y + 11) })),
    frame,
  };
}

/** The mark nearest to a point, within a reach in pixels. */
export function nearestMark(
  marks: readonly ScatterMark[],
  x: number,
  y: number,
  reach = 22,
): ScatterMark | null {
  let best: ScatterMark | null = null;
  let shortest = reach * reach;
  for (const mark of marks) {
    const distance = (mark.x - x) ** 2 + (mark.y - y) ** 2;
    if (distance < shortest) [best, shortest] = [mark, distance];
  }
  return best;
}

/** How many of the drawn networks are not of own training: ", 61 of them reference"; empty for none. */
export function sourceSummary(marks: readonly Pick<ScatterMark, 'source'>[]): string {
  const counts = ACCURACY_SOURCES.filter((source) => source !== 'trained').map((source) => ({
    word: SOURCE_WORDS[source],
    count: marks.filter((mark) => mark.source === source).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `, ${count === marks.length ? 'all' : count} of them ${word}`)
    .join('');
}

/** The Pareto front in words, cheapest first: what the picture says, as a list. */
export function frontSummary(points: readonly ScatterPoint[], resource: string): string[] {
  return knownPoints(points)
    .filter((p) => p.onFront)
    .sort((a, b) => a.cost - b.cost)
    .map(
      (p) =>
        `${cellName(p)}: ${percent(p.accuracy)} at ${compact(p.cost)} ${resource}${p.fits ? '' : ', does not fit'}`,
    );
}

/** Percent ticks with as many digits as their distance needs. */
export function accuracyTick(ticks: readonly number[], tick: number): string {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : 1;
  return `${(tick * 100).toFixed(step < 0.0099 ? (step < 0.00099 ? 2 : 1) : 0)}%`;
}
