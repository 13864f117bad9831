import { inputQuantizer, type Quantizer } from '../../core/quantizers/quantizer';
import type { QuantizerLanes } from './kernels';

/** Bipolar: code floor(x) clipped to {-1, 0}, value 2 * code + 1. Rounding never adds one (2 > any fraction). */
const BIPOLAR: QuantizerLanes = [1, 2, -1, 0, 2, 1];

/** The constants with which the kernels compute a quantizer. */
export const lanesOf = (q: Quantizer): QuantizerLanes =>
  q.bipolar ? BIPOLAR : [1 / q.step, 0.5, q.minCode, q.maxCode, q.step, 0];

/** Shift, step and lowest value with which the kernels compute the input's quantizer of 8-bit pixels. */
export function pixelLanesOf(bits: number): [shift: number, step: number, lowest: number] {
  const q = inputQuantizer(bits);
  return q.bipolar ? [7, 2, -1] : [8 - bits, q.step, 0];
}

/** The same for the codes of pixels. */
export function pixelCodeLanesOf(bits: number): [shift: number, step: number, lowest: number] {
  return inputQuantizer(bits).bipolar ? [7, 2, -1] : [8 - bits, 1, 0];
}
