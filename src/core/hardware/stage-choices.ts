import type { Topology } from '../network/topology';
import {
  checkMvauOptions,
  layerChoice,
  MVAU_OPTION_DEFAULTS,
  type MvauChoice,
  type MvauOptions,
} from './mvau-options';
import { knownStagesOf } from './stages';

const known = new WeakMap<MvauOptions, WeakMap<Topology, readonly MvauChoice[]>>();

/**
 * The options of every layer of a network, FINN's defaults without any. Checked and resolved once for all cells of a
 * grid. @throws BitscapeError "MvauOptionCount" or "IllegalMvauOption".
 */
export function stageChoicesOf(
  topology: Topology,
  options: MvauOptions = MVAU_OPTION_DEFAULTS,
): readonly MvauChoice[] {
  const choices = known.get(options) ?? new WeakMap<Topology, readonly MvauChoice[]>();
  known.set(options, choices);
  const found = choices.get(topology) ?? resolved(topology, options);
  choices.set(topology, found);
  return found;
}

function resolved(topology: Topology, options: MvauOptions): readonly MvauChoice[] {
  const stages = knownStagesOf(topology);
  checkMvauOptions(stages, options);
  return stages.map((_, i) => layerChoice(options, i));
}
