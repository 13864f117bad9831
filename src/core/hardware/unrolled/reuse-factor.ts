import { BitscapeError } from '../../errors';
import { divisorsOf } from '../folding';
import { type UnrolledLayer, weightsOf } from './layer';
import type { Strategy } from './options';

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

const known = new WeakMap<UnrolledLayer, readonly number[]>();

/**
 * The legal reuse factors of a layer under the resource strategy, ascending: the divisors of the fan-in, and the fan-in
 * times the divisors of the neurons. They are those that `isLegalReuse` takes.
 */
export function legalReuseFactors(layer: UnrolledLayer): readonly number[] {
  const { fanIn, units } = layer;
  const legal = known.get(layer) ?? [
    ...divisorsOf(fanIn),
    ...divisorsOf(units)
      .slice(1)
      .map((columns) => fanIn * columns),
  ];
  known.set(layer, legal);
  return legal;
}

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
