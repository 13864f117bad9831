import { line } from 'd3-shape';
import type { CellPosition } from '../../core/precision';
import { cellName } from '../../core/precision';
import { type Axis, linearAxis } from '../chart/axis';
import { dodge } from '../chart/labels';
import { percent, px } from '../chart/numbers';
import { byDrawingOrder, type SeriesRole } from '../chart/series';

/** One network's history: its accuracy after each epoch, fractions 0..1. */
export interface EpochSeries extends CellPosition {
  role: SeriesRole;
  accuracies: readonly number[];
}

/** What the curves show: accuracy, or the error 1 - accuracy as in the paper's Fig. 5. */
export type EpochQuantity = 'accuracy' | 'error';

export interface EpochCurve extends CellPosition {
  role: SeriesRole;
  path: string;
  /** One per epoch, pixels. */
  points: { x: number; y: number }[];
}

export interface EpochLayout {
  /** Back to front. */
  curves: EpochCurve[];
  /** Direct labels at the ends of the highlighted curves, moved apart. */
  labels: { text: string; role: SeriesRole; x: number; y: number }[];
  x: Axis;
  y: Axis;
  frame: { left: number; right: number; top: number; bottom: number };
}

/** Space for the axes' numbers and the labels. */
const MARGIN = { left: 44, right: 52, top: 8, bottom: 18 };
const LABEL_HEIGHT = 13;
/** "epoch 1" needs this much before the next tick. */
const FIRST_TICK_WIDTH = 36;

const wholeTicks = (epochs: number): number[] => {
  const step = [1, 2, 5, 10, 20, 50, 100].find((s) => epochs / s <= 8) ?? Math.ceil(epochs / 8);
  const ticks = [1];
  for (let e = step; e <= epochs; e += step) if (e > 1) ticks.push(e);
  return ticks;
};

/**
 * The curves in pixels. The vertical axis covers the highlighted curves (all of them when none is), so that a
 * network that failed to learn does not flatten the ones being compared. Null without any epoch.
 */
export function epochLayout(
  series: readonly EpochSeries[],
  quantity: EpochQuantity,
  epochs: number,
  width: number,
  height: number,
): EpochLayout | null {
  const trained = series.filter(({ accuracies }) => accuracies.length > 0);
  if (trained.length === 0) return null;
  const value = (accuracy: number) => (quantity === 'accuracy' ? accuracy : 1 - accuracy);
  const highlighted = trained.filter(({ role }) => role !== 'other');
  const values = (highlighted.length > 0 ? highlighted : trained).flatMap((s) => s.accuracies.map(value));
  const last = Math.max(epochs, ...trained.map(({ accuracies }) => accuracies.length));
  const frame = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const x = linearAxis(1, Math.max(last, 2), [frame.left, frame.right], 5, 0);
  const y = linearAxis(Math.min(...values), Math.max(...values), [frame.bottom, frame.top], 3, 0.08);
  const path = line<{ x: number; y: number }>(
    (p) => p.x,
    (p) => p.y,
  ).digits(1);
  const curves = byDrawingOrder(
    trained.map(({ weightBits, activationBits, role, accuracies }) => {
      const points = accuracies.map((a, i) => ({ x: px(x.scale(i + 1)), y: px(y.scale(value(a))) }));
      return { weightBits, activationBits, role, points, path: path(points) ?? '' };
    }),
  );
  const ends = curves
    .filter(({ role }) => role !== 'other')
    .map((curve) => ({ curve, end: curve.points[curve.points.length - 1] }));
  const heights = dodge(
    ends.map(({ end }) => end.y),
    LABEL_HEIGHT,
    frame.top,
    frame.bottom,
  );
  return {
    curves,
    labels: ends.map(({ curve, end }, i) => ({
      text: cellName(curve),
      role: curve.role,
      x: px(end.x + 7),
      y: px(heights[i] + 4),
    })),
    x: { ...x, ticks: wholeTicks(last).filter((t) => t === 1 || x.scale(t) - x.scale(1) > FIRST_TICK_WIDTH) },
    y,
    frame,
  };
}

/** The highlighted curves in words: "W3 A3: 93.1 % after epoch 1, 96.9 % after epoch 5". */
export function epochSummary(series: readonly EpochSeries[]): string[] {
  return series
    .filter(({ role, accuracies }) => role !== 'other' && accuracies.length > 0)
    .map((one) => {
      const { accuracies } = one;
      const end = `${percent(accuracies[accuracies.length - 1])} after epoch ${accuracies.length}`;
      const start = accuracies.length > 1 ? `${percent(accuracies[0])} after epoch 1, ` : '';
      return `${cellName(one)}: ${start}${end}`;
    });
}

/** The curve whose nearest epoch lies nearest to the pointer, within a reach in pixels. */
export function nearestCurve(
  curves: readonly EpochCurve[],
  x: number,
  y: number,
  reach = 24,
): EpochCurve | null {
  let best: EpochCurve | null = null;
  let shortest = reach;
  for (const curve of curves) {
    const point = curve.points.reduce((a, b) => (Math.abs(b.x - x) < Math.abs(a.x - x) ? b : a));
    const distance = Math.abs(point.y - y);
    if (distance < shortest) [best, shortest] = [curve, distance];
  }
  return best;
}
