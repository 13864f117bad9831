import type { Quantizer } from '../../quantizers/quantizer';

/**
 * How an activation is written in QONNX's terms.
 * `sign`: BipolarQuant. `narrow`: a signed narrow Quant, whose range is the hard tanh's (A = 2). `relu`: Relu, then an
 * unsigned Quant. `clipped`: the hard tanh of A > 2 reaches half of any Quant's range; two Relus clip it,
 * 1 + hardtanh(y) = relu(2 - relu(1 - y)), and an unsigned Quant gives its levels, which are 1 above its values.
 */
export type QuantStyle = 'sign' | 'narrow' | 'relu' | 'clipped';

/** The style of an activation's quantizer. */
export function quantStyle({ bipolar, bits, minCode, maxCode }: Quantizer): QuantStyle {
  if (bipolar) return 'sign';
  if (minCode === 0) return 'relu';
  return maxCode === 2 ** (bits - 1) - 1 ? 'narrow' : 'clipped';
}

/** What is added to an activation's code in a file: `clipped` hands on levels, which count from 0. */
export const codeShift = (quantizer: Quantizer): number =>
  quantStyle(quantizer) === 'clipped' ? -quantizer.minCode : 0;
