/** A network by its accuracy, 0..1; null where it is unknown. */
export interface Accurate {
  accuracy: number | null;
}

/** The smallest design within a tolerance, and what it was chosen from. */
export interface Smallest<T> {
  /** null where no cell has an accuracy and a size, or none is accurate enough. */
  cell: T | null;
  /** What the drop is counted from: the most accurate cell, of any size; null where no accuracy is known. */
  best: T | null;
  /** Cells accurate enough, with a size or without. */
  within: number;
  /** Of these, the ones whose size is not modelled: none of them can be the smallest. */
  unmodelled: number;
}

/** Guards the comparison of shares of images against their binary rounding. */
const ROUNDING = 1e-9;

/**
 * The smallest of the cells whose accuracy is at most `tolerance` points (per cent of the images) below the best. Of equal
 * sizes the more accurate one, then the earlier; of equal accuracies the earlier is the best. Paper 002, section IV.
 */
export function smallestWithin<T extends Accurate>(
  cells: readonly T[],
  tolerance: number,
  sizeOf: (cell: T) => number | null,
): Smallest<T> {
  const known = cells.filter((cell): cell is T & { accuracy: number } => cell.accuracy !== null);
  if (known.length === 0) return { cell: null, best: null, within: 0, unmodelled: 0 };
  const best = known.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
  const within = known.filter(({ accuracy }) => 100 * (best.accuracy - accuracy) <= tolerance + ROUNDING);
  const sized = within.flatMap((cell) => {
    const size = sizeOf(cell);
    return size === null ? [] : [{ cell, size }];
  });
  const smaller = (a: (typeof sized)[number], b: (typeof sized)[number]) =>
    b.size < a.size || (b.size === a.size && b.cell.accuracy > a.cell.accuracy) ? b : a;
  return {
    cell: sized.length > 0 ? sized.reduce(smaller).cell : null,
    best,
    within: within.length,
    unmodelled: within.length - sized.length,
  };
}
