import { type Stage, stagesOf, type Topology } from '../network/topology';

const known = new WeakMap<Topology, readonly Stage[]>();

/** The stages of a topology, resolved once for all cells of a grid. */
export function knownStagesOf(topology: Topology): readonly Stage[] {
  const stages = known.get(topology) ?? stagesOf(topology);
  known.set(topology, stages);
  return stages;
}
