/**
 * How hls4ml builds a dense layer. `latency`: all loops unrolled, the multipliers shared by the HLS scheduler; any reuse
 * factor. `resource`: a loop of `reuseFactor` rounds over as many multipliers as a round needs; legal reuse factors only.
 */
export const STRATEGIES = ['latency', 'resource'] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** How the layers of an unrolled network share their multipliers. */
export interface UnrolledOptions {
  /** Wanted for all layers: multiplications per multiplier and input. */
  readonly reuseFactor: number;
  readonly strategy: Strategy;
  /** Weights that are not 0, one count per layer; absent: all of them. */
  readonly nonZero?: readonly number[];
  /** Whether these are counted in a trained network; else they follow from a share of zeros that is asked for. */
  readonly counted?: boolean;
}

/** hls4ml's defaults: a multiplier for every weight. */
export const UNROLLED_DEFAULTS: UnrolledOptions = { reuseFactor: 1, strategy: 'latency' };
