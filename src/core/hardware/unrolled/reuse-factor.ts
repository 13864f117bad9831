import { BitscapeError } from '../../errors';
import { divisorsOf } from '../folding';
import { type UnrolledLayer, weightsOf } from './layer';

/**
 * How hls4ml builds a dense layer. `latency`: all loops unrolled, the multipliers shared by the HLS scheduler; any reuse
 * factor. `resource`: a loop of `reuseFactor` rounds over as many multipliers as a round needs; legal reuse factors only.
 */
export type Strategy = 'latency' | 'resource';

/**
 * Whether hls4ml's resource strategy takes a reuse factor: it divides the weights, fills whole columns of the matrix, and
 * beyond the fan-in it is a multiple of it. Source: hls4ml ef92ebd, backends/fpga/fpga_backend.py:262-277.
 */
export function isLegalReuse(layer: UnrolledLayer, reuseFactor: number): boolean {
  const { fanIn, units } = layer;
  const perRound = Math.ceil(weightsOf(layer) / Math.min(fanIn, reuseFactor));
  return (
    (perRound % units === 0 || reuseFactor >= fanIn) &&
    (reuseFactor % fanIn === 0 || reuseFactor < fanIn) &&
    weightsOf(layer) % reuseFactor === 0
  );
}

/** The legal reuse factors of a layer under the resource strategy, ascending. */
export const legalReuseFactors = (layer: UnrolledLayer): number[] =>
  divisorsOf(weightsOf(layer)).filter((factor) => isLegalReuse(layer, factor));

/**
 * The legal reuse factor closest to the wanted one; the smaller of two. hls4ml snaps to it with a warning.
 * Source: hls4ml fpga_backend.py `get_closest_reuse_factor`.
 */
export const nearestReuse = (layer: UnrolledLayer, wanted: number): number =>
  legalReuseFactors(layer).reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));

/**
 * The reuse factor that a layer gets when `wanted` is asked for.
 * @throws BitscapeError "IllegalReuseFactor" unless it is a whole number of at least 1.
 */
export function reuseOf(layer: UnrolledLayer, wanted: number, strategy: Strategy): number {
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw new BitscapeError(
      'IllegalReuseFactor',
      `${layer.name}: reuse factor ${wanted} must be a whole number of at least 1; legal under the resource strategy: ` +
        legalReuseFactors(layer).join(', '),
      layer.name,
    );
  }
  return strategy === 'latency' ? Math.min(wanted, weightsOf(layer)) : nearestReuse(layer, wanted);
}

/**
 * Multipliers of a layer. `latency`: ceil(weights / RF) - floor(zeros / RF), the limit that hls4ml sets (backends/vivado/
 * passes/core_templates.py:27). `resource`: ceil(weights / RF), zeros included (nnet_dense_resource.h).
 */
export function multipliersOf(
  layer: UnrolledLayer,
  reuseFactor: number,
  strategy: Strategy,
  zeros: number,
): number {
  const saved = strategy === 'latency' ? Math.floor(zeros / reuseFactor) : 0;
  return Math.ceil(weightsOf(layer) / reuseFactor) - saved;
}
