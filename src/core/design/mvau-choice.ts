import { messageOf } from '../errors';
import {
  checkCount,
  checkRams,
  layerChoice,
  legalRams,
  MVAU_OPTION_DEFAULTS,
  MVAU_OPTION_NAMES,
  type MvauOptionName,
  type MvauOptions,
} from '../hardware/mvau-options';
import { topologyOf } from '../network/presets';
import { stagesOf, type Topology } from '../network/topology';
import type { Design } from './design';
import { withLayer } from './per-layer';

/** Why an option of the design is illegal for a topology; null if it is legal. A RAM style is judged by the memory. */
export function mvauProblem({ mvau }: Design, topology: Topology, name: MvauOptionName): string | null {
  const stages = stagesOf(topology);
  try {
    checkCount(stages, name, mvau[name]);
    if (name === 'ram') checkRams(stages, mvau);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * The design with legal options of its MVAUs: lists that were made for another network at their defaults, RAM styles that
 * mean nothing for the weight memory at "auto". The design itself if all are legal.
 */
export function withLegalMvau(design: Design, topology = topologyOf(design.network)): Design {
  const foreign = MVAU_OPTION_NAMES.filter(
    (name) => name !== 'ram' && mvauProblem(design, topology, name) !== null,
  );
  const counted = atDefaults(design, foreign);
  if (mvauProblem(counted, topology, 'ram') === null) return counted;
  const layers = stagesOf(topology).length;
  const { ram } = counted.mvau;
  const known = typeof ram === 'string' || ram.length === layers ? counted : atDefaults(counted, ['ram']);
  return { ...known, mvau: withLegalRams(known.mvau, layers) };
}

/** The design with some options as FINN has them. */
const atDefaults = (design: Design, names: readonly MvauOptionName[]): Design =>
  names.length === 0
    ? design
    : {
        ...design,
        mvau: {
          ...design.mvau,
          ...Object.fromEntries(names.map((name) => [name, MVAU_OPTION_DEFAULTS[name]])),
        },
      };

const withLegalRams = (options: MvauOptions, layers: number): MvauOptions => {
  const wrong = Array.from({ length: layers }, (_, i) => i).filter((i) => {
    const { memory, ram } = layerChoice(options, i);
    return !legalRams(memory).includes(ram);
  });
  const ram = wrong.reduce((values, i) => withLayer(values, layers, i, 'auto'), options.ram);
  return { ...options, ram };
};
