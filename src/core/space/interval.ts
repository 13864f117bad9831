/** Ends of an interval of accuracies, fractions 0..1. */
export interface Interval {
  low: number;
  high: number;
}

/** Two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * 95 % interval of the accuracy of a network that classified that share of `images` rightly: Wilson's (1927) score
 * interval. Unlike the normal approximation p ± 1.96 sqrt(p (1 - p) / n) it stays within 0..1, is no point at 100 %,
 * and holds what it says for few images. It speaks of other test images, not of other seeds.
 */
export function accuracyInterval(accuracy: number, images: number): Interval {
  const middle = (accuracy + Z ** 2 / (2 * images)) / (1 + Z ** 2 / images);
  const half = accuracyMargin(accuracy, images);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Half the width of `accuracyInterval`, for a figure written with ±: 0.0033 at 97 % of 10 000 images. */
export const accuracyMargin = (accuracy: number, images: number): number =>
  (Z * Math.sqrt((accuracy * (1 - accuracy)) / images + Z ** 2 / (4 * images ** 2))) / (1 + Z ** 2 / images);
