import { format } from 'd3-format';

const grouped = format(',');

/** A count with thousands separated: 15821 -> "15,821". */
export const count = (value: number): string => grouped(Math.round(value));

/** A fraction 0..1 as percent digits without the sign: 0.9695 -> "97.0". */
export const percentDigits = (fraction: number, digits = 1): string => (fraction * 100).toFixed(digits);

/** A fraction 0..1 with its sign, spaced as SI asks: 0.9695 -> "97.0 %". */
export const percent = (fraction: number, digits = 1): string => `${percentDigits(fraction, digits)} %`;

/** Share of a device: whole percent, one digit below 1 %, never "0 %" for something used. */
export function share(fraction: number): string {
  if (fraction === 0) return '0 %';
  if (fraction < 0.001) return '<0.1 %';
  return fraction < 0.01 ? percent(fraction, 1) : percent(fraction, 0);
}

/** What stands for a number that an estimator does not give. */
export const NOT_MODELLED = 'not modelled';

/** Coordinate of an SVG, rounded to a tenth of a pixel. */
export const px = (value: number): number => Math.round(value * 10) / 10;
