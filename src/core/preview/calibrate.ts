import { type CellPosition, cellKey } from '../precision';
import { mean } from '../space/mean';

/** A cell that has been trained on its own, with its test accuracy, 0..1. */
export interface Anchor extends CellPosition {
  accuracy: number;
}

/** Anchors from which on the spread of the accuracies is fitted as well, not only their level. */
const ANCHORS_FOR_SLOPE = 4;
/** The fitted spread stays within these factors: a few anchors that lie close together tell little of it. */
const SLOPES = { min: 0.5, max: 2 } as const;

/**
 * Where to train cells on their own, in this order: the flat part of the grid first, since most cells lie there, then
 * its slopes and corners.
 */
export const ANCHOR_CELLS: readonly CellPosition[] = [
  { weightBits: 4, activationBits: 4 },
  { weightBits: 2, activationBits: 2 },
  { weightBits: 8, activationBits: 8 },
  { weightBits: 1, activationBits: 1 },
];

/** How accuracies are moved to the level of the anchors: `own + slope * (accuracy - shared)`. */
export interface Level {
  /** Means over the anchors, 0..1: of their own trainings, and of the accuracies that are moved. */
  own: number;
  shared: number;
  slope: number;
  /** How many anchors lie in the grid. */
  anchors: number;
}

/** The level that the anchors set: a shift, from four anchors on a straight line. null without anchors in the grid. */
export function levelOf(
  cells: readonly CellPosition[],
  accuracies: readonly number[],
  anchors: readonly Anchor[],
): Level | null {
  const known = new Map(cells.map((cell, i) => [cellKey(cell), accuracies[i]]));
  const pairs = anchors.flatMap((anchor) => {
    const shared = known.get(cellKey(anchor));
    return shared === undefined ? [] : [{ shared, own: anchor.accuracy }];
  });
  if (pairs.length === 0) return null;
  const shared = mean(pairs.map((pair) => pair.shared));
  const own = mean(pairs.map((pair) => pair.own));
  const slope = pairs.length < ANCHORS_FOR_SLOPE ? 1 : slopeOf(pairs, shared, own);
  return { own, shared, slope, anchors: pairs.length };
}

/**
 * Moves the accuracies of a shared-weight training to the level of trainings of their own, known at the anchors; see
 * `levelOf`. Without anchors they stay as they are.
 */
export function calibrate(
  cells: readonly CellPosition[],
  accuracies: readonly number[],
  anchors: readonly Anchor[],
): number[] {
  const level = levelOf(cells, accuracies, anchors);
  if (!level) return [...accuracies];
  return accuracies.map((accuracy) => clip(level.own + level.slope * (accuracy - level.shared)));
}

/** Least squares, kept within `SLOPES`. */
function slopeOf(
  pairs: readonly { shared: number; own: number }[],
  sharedMean: number,
  ownMean: number,
): number {
  const spread = mean(pairs.map(({ shared }) => (shared - sharedMean) ** 2));
  if (spread === 0) return 1;
  const together = mean(pairs.map(({ shared, own }) => (shared - sharedMean) * (own - ownMean)));
  return Math.min(SLOPES.max, Math.max(SLOPES.min, together / spread));
}

const clip = (accuracy: number): number => Math.min(1, Math.max(0, accuracy));
