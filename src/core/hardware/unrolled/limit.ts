import { BitscapeError } from '../../errors';
import { type UnrolledLayer, weightsOf } from './layer';
import type { Strategy, UnrolledOptions } from './options';
import { legalReuseFactors, reuseOf } from './reuse-factor';

/**
 * Most products that Vivado HLS unrolls in one loop (hls4ml's `maximum_size`, project.tcl; hls4ml issues 904 and 1013).
 * The latency strategy unrolls all weights of a layer whatever the reuse factor (nnet_dense_latency.h), the resource
 * strategy those of one round, weights / RF (nnet_dense_resource.h, MultLoop).
 */
export const UNROLL_LIMIT = 4096;

/** A network of the page whose layers can be unrolled whole. */
const EXAMPLE = '784-5-10';

/** The first layer that cannot be unrolled as the options say. @throws BitscapeError "IllegalReuseFactor". */
const tooLarge = (
  layers: readonly UnrolledLayer[],
  { reuseFactor, strategy }: UnrolledOptions,
): UnrolledLayer | undefined =>
  layers.find((layer) => {
    const factor = reuseOf(layer, reuseFactor, strategy);
    return Math.ceil(weightsOf(layer) / (strategy === 'latency' ? 1 : factor)) > UNROLL_LIMIT;
  });

/**
 * Checks that every layer can be unrolled as the options say.
 * @throws BitscapeError "TooManyWeights" that names the layer and what to do, "IllegalReuseFactor".
 */
export function checkUnrollable(layers: readonly UnrolledLayer[], options: UnrolledOptions): void {
  const layer = tooLarge(layers, options);
  if (!layer) return;
  const weights = weightsOf(layer);
  const factor = reuseOf(layer, options.reuseFactor, options.strategy);
  const shape = `${layer.name}: ${layer.fanIn} x ${layer.units} = ${weights} weights`;
  const least = `a reuse factor of at least ${reuseStops(layers, 'resource')[0]}`;
  const others = `smaller layers such as ${EXAMPLE}, or a folded style`;
  throw new BitscapeError(
    'TooManyWeights',
    options.strategy === 'latency'
      ? `${shape}; the latency strategy unrolls at most ${UNROLL_LIMIT}, beyond that HLS stops: use the resource strategy ` +
          `with ${least}, ${others}`
      : `${shape}, ${Math.ceil(weights / factor)} at once with reuse factor ${factor}; HLS unrolls at most ` +
          `${UNROLL_LIMIT}: use ${least}, ${others}`,
    layer.name,
  );
}

/** Powers of two up to `limit`. */
const powersUpTo = (limit: number): number[] =>
  Array.from({ length: Math.floor(Math.log2(limit)) + 1 }, (_, i) => 2 ** i);

const known: Readonly<Record<Strategy, WeakMap<readonly UnrolledLayer[], readonly number[]>>> = {
  latency: new WeakMap(),
  resource: new WeakMap(),
};

/**
 * Reuse factors that a network can be built with, ascending, for a slider: under the resource strategy those that are
 * legal for some layer (the others take their nearest), under the latency strategy, which takes any, the powers of two.
 * Empty where none can. Resolved once for all cells of a grid.
 */
export function reuseStops(layers: readonly UnrolledLayer[], strategy: Strategy): readonly number[] {
  const stops =
    known[strategy].get(layers) ??
    factorsToTry(layers, strategy).filter((reuseFactor) => !tooLarge(layers, { reuseFactor, strategy }));
  known[strategy].set(layers, stops);
  return stops;
}

const factorsToTry = (layers: readonly UnrolledLayer[], strategy: Strategy): number[] =>
  strategy === 'latency'
    ? powersUpTo(Math.max(...layers.map(weightsOf)))
    : [...new Set(layers.flatMap(legalReuseFactors))].sort((a, b) => a - b);
