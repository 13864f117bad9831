import { BitscapeError } from '../errors';
import { FLOAT_BITS } from '../precision';
import type { Scheme } from './affine';
import type { Calibration } from './calibration';

/** One scale for a layer's weights, or one for each of its neurons or filters. */
export const GRANULARITIES = ['tensor', 'channel'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** `static`: ranges from calibration images. `dynamic`: each image's own, found at run time; in software only. */
export const RANGE_KINDS = ['static', 'dynamic'] as const;
export type RangeKind = (typeof RANGE_KINDS)[number];

/** Post-training quantization: what is rounded to what. */
export interface PtqOptions {
  weights: { bits: number; scheme: Scheme; granularity: Granularity; calibration: Calibration };
  /** Bits `FLOAT_BITS`: activations stay in float. Always per tensor: a product has no room for a scale per input. */
  activations: { bits: number; scheme: Scheme; calibration: Calibration; ranges: RangeKind };
  /** Calibration images: the first of the training set. */
  images: number;
  /** Share of the values within the range of "percentile", in percent. */
  percentile: number;
}

/** Paper 001's: symmetric, static; images and percentile as is usual (Wu et al. 2020, cited there). */
export const PTQ_DEFAULTS: PtqOptions = {
  weights: { bits: 8, scheme: 'symmetric', granularity: 'tensor', calibration: 'min-max' },
  activations: { bits: 8, scheme: 'symmetric', calibration: 'min-max', ranges: 'static' },
  images: 500,
  percentile: 99.99,
};

/** Bits of post-training quantization. An asymmetric weight of b bits is a code of b + 1, so 15 is the end there. */
export const PTQ_BITS = { min: 2, max: 16 } as const;

/** @throws BitscapeError "IllegalQuantization" that says what would be right. */
export function checkPtq({ weights, activations, images, percentile }: PtqOptions): void {
  const illegal = (message: string) => new BitscapeError('IllegalQuantization', message, 'ptq');
  const largest = weights.scheme === 'asymmetric' ? PTQ_BITS.max - 1 : PTQ_BITS.max;
  if (!within(weights.bits, PTQ_BITS.min, largest)) {
    throw illegal(`${weights.scheme} weights of ${weights.bits} bits: use ${PTQ_BITS.min} to ${largest}`);
  }
  if (activations.bits !== FLOAT_BITS && !within(activations.bits, PTQ_BITS.min, PTQ_BITS.max)) {
    throw illegal(
      `activations of ${activations.bits} bits: use ${PTQ_BITS.min} to ${PTQ_BITS.max}, or ${FLOAT_BITS} for float`,
    );
  }
  if (!within(images, 1, 10_000)) throw illegal(`${images} calibration images: use 1 to 10000`);
  if (!(percentile > 50 && percentile <= 100)) {
    throw illegal(`percentile ${percentile}: use a share above 50 and up to 100`);
  }
}

const within = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

/** The options as a part of a run's key: "ptq(w8:symmetric:tensor:min-max,a8:symmetric:min-max:static,n500)". */
export function ptqKey({ weights: w, activations: a, images, percentile }: PtqOptions): string {
  const tail = [w.calibration, a.calibration].includes('percentile') ? `,p${percentile}` : '';
  const weights = `w${w.bits}:${w.scheme}:${w.granularity}:${w.calibration}`;
  return `ptq(${weights},a${a.bits}:${a.scheme}:${a.calibration}:${a.ranges},n${images}${tail})`;
}
