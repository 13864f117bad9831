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

export const weightsOf = ({ fanIn, units }: UnrolledLayer): number => fanIn * units;

const known = new WeakMap<Topology, readonly UnrolledLayer[]>();

/**
 * The layers of a fully connected network, named as its stages; resolved once for all cells of a grid.
 * @throws BitscapeError "DenseOnly" for other layers.
 */
export function unrolledLayers(topology: Topology): readonly UnrolledLayer[] {
  const layers = known.get(topology) ?? knownStagesOf(topology).map(denseLayer);
  known.set(topology, layers);
  return layers;
}

function denseLayer({ name, kind, fanIn, units }: ReturnType<typeof knownStagesOf>[number]): UnrolledLayer {
  if (kind === 'dense') return { name, fanIn, units };
  throw new BitscapeError(
    'DenseOnly',
    `${name} is a convolution: the unrolled style models fully connected layers only, use a folded style`,
    name,
  );
}
