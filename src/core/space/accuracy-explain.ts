import type { Explanation } from '../hardware/explanation';
import { accuracyMargin } from './interval';

/** What an accuracy was measured on: "test set" of so many images. */
export interface MeasuredOn {
  set: 'test set' | 'validation set';
  images: number;
}

/**
 * How a measured accuracy came about.
 * @param value Fraction 0..1.
 * @param source What was measured.
 */
export const explainAccuracy = (value: number, { set, images }: MeasuredOn, source: string): Explanation => ({
  value,
  formula: `images whose class is the label / images of the ${set}`,
  substituted: `${Math.round(value * images)} / ${images}`,
  source,
  error: `±${(100 * accuracyMargin(value, images)).toFixed(2)} points, 95 % interval of ${images} images; another seed moves it too`,
});
