import { BitscapeError } from '../../errors';
import type { Topology } from '../../network/topology';
import { knownStagesOf } from '../stages';

/** A dense layer whose products are all there at once, or `reuseFactor` to a multiplier. */
export interface UnrolledLayer {
  name: string;
  /** Inputs per neuron. */
  fanIn: number;
  /** Neurons. */
  units: number;
}

/** Most weights of one layer that Vivado HLS unrolls (hls4ml's `maximum_size`, project.tcl; hls4ml issue 1013). */
export const UNROLL_LIMIT = 4096;

export const weightsOf = ({ fanIn, units }: UnrolledLayer): number => fanIn * units;

/**
 * Checks that every layer can be unrolled.
 * @throws BitscapeError "TooManyWeights" that names the layer and what to do.
 */
export function checkUnrollable(layers: readonly UnrolledLayer[]): void {
  for (const layer of layers) {
    const weights = weightsOf(layer);
    if (weights <= UNROLL_LIMIT) continue;
    throw new BitscapeError(
      'TooManyWeights',
      `${layer.name}: ${layer.fanIn} x ${layer.units} = ${weights} weights; an unrolled layer may have at most ` +
        `${UNROLL_LIMIT}, beyond that HLS stops unrolling and synthesis does not end: use a folded style, or a ` +
        'smaller layer',
      layer.name,
    );
  }
}

/**
 * The layers of a fully connected network, named as its stages.
 * @throws BitscapeError "DenseOnly" for other layers.
 */
export function unrolledLayers(topology: Topology): UnrolledLayer[] {
  return knownStagesOf(topology).map(({ name, kind, fanIn, units }) => {
    if (kind === 'dense') return { name, fanIn, units };
    throw new BitscapeError(
      'DenseOnly',
      `${name} is a convolution: the unrolled style models fully connected layers only, use a folded style`,
      name,
    );
  });
}
