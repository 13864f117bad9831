import type { Strategy } from './options';

/**
 * Constants fitted to tables II and III of paper 002 (jet tagger 16-64-32-32-5, Vivado HLS, xc7a200t, 5 ns): as many
 * constants as the tables' rows can bear, so the tables do not validate them.
 */
export const UNROLLED_FITS = {
  /** Cycles: base + depth sum log2(inputs of a neuron whose weight is not 0, the mean) + width log2(bits / 16) + reuse (RF - 1) under the latency strategy. */
  latency: { base: 26, depth: 0.75, width: 2, widthAt: 16, reuse: 11 / 7 },
  /** LUT = base + each x (weights that are not 0) x bits, products from LUTs, RF 1. */
  lut: { base: 4038, each: 1.265 },
  /** FF = base + each x (weights that are not 0) x bits, products from LUTs, RF 1. */
  ff: { base: 1900, each: 1.55 },
} as const;

/** Guards floor() against a sum that lies just below its integer. */
const ROUNDING = 1e-9;

/**
 * Cycles that reuse adds. `latency`: fitted, 11/7 (RF - 1). `resource`: each layer ends its RF rounds before the next
 * one begins (hls4ml nnet_dense_resource.h, ReuseLoop): the sum of RF - 1.
 */
const reuseCycles = (strategy: Strategy, reuseFactors: readonly number[]): number =>
  strategy === 'latency'
    ? UNROLLED_FITS.latency.reuse * (Math.max(...reuseFactors) - 1)
    : reuseFactors.reduce((sum, factor) => sum + factor - 1, 0);

/**
 * Cycles from the first input to the result. `inputs`: of each layer, the mean number of inputs of a neuron whose weight
 * is not 0; `reuseFactors`: of each layer.
 */
export function unrolledLatency(
  inputs: readonly number[],
  bits: number,
  strategy: Strategy,
  reuseFactors: readonly number[],
): number {
  const { base, depth, width, widthAt } = UNROLLED_FITS.latency;
  const levels = inputs.reduce((sum, count) => sum + Math.max(0, Math.log2(count)), 0);
  const rest = base + depth * levels + width * Math.log2(bits / widthAt);
  return Math.max(1, Math.floor(rest + reuseCycles(strategy, reuseFactors) + ROUNDING));
}

/** LUT or FF of a network whose products are built from LUTs at reuse factor 1. */
export const unrolledLogic = (name: 'lut' | 'ff', nonZero: number, bits: number): number =>
  Math.round(UNROLLED_FITS[name].base + UNROLLED_FITS[name].each * nonZero * bits);
