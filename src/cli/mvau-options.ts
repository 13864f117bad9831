import type { Design } from '../core/design/design';
import { mvauProblem, withLegalMvau } from '../core/design/mvau-choice';
import { BitscapeError } from '../core/errors';
import { ESTIMATORS, estimatorOf } from '../core/hardware/estimators';
import { MVAU_OPTION_LABELS, MVAU_OPTION_NAMES } from '../core/hardware/mvau-options';
import type { Topology } from '../core/network/topology';
import type { Arguments } from './arguments';
import type { OptionGroup } from './command';
import type { Io } from './io';
import { legal } from './options';

export const MVAU_OPTIONS: OptionGroup = {
  title: 'MVAUs, with --estimator finn; each for all layers or one for each: auto.block.auto.auto',
  options: [
    {
      name: 'thresholds',
      value: '<count>',
      help: `thresholds of a neuron with A-bit outputs: what our quantizer needs, or a (A), half (2^(A-1)), full (2^A - 1); ${legal('thresholds')}`,
    },
    {
      name: 'threshold-memory',
      value: '<name>',
      help: `where they lie; FINN's auto bills none: ${legal('threshold-memory')}`,
    },
    { name: 'memory', value: '<name>', help: `where weights come from: ${legal('memory')}` },
    { name: 'ram', value: '<name>', help: `RAM style of decoupled weights: ${legal('ram')}` },
    { name: 'multipliers', value: '<name>', help: `what products are built from: ${legal('multipliers')}` },
    {
      name: 'activation',
      value: '<name>',
      help: `how hidden layers get from sums to codes, in the export of every estimator: ${legal('activation')}`,
    },
  ],
};

/**
 * The activation is every export's; an estimator that does not model it says so.
 * @throws BitscapeError "ConflictingOptions" for other options of MVAUs beside an estimator that does not heed them.
 */
export function checkHeeded(args: Arguments, { estimator }: Design): void {
  const option = MVAU_OPTIONS.options.find(({ name }) => name !== 'activation' && args.has(name));
  if (option === undefined || estimatorOf(estimator).heedsMvau) return;
  const heeding = Object.values(ESTIMATORS).filter(({ heedsMvau }) => heedsMvau);
  throw new BitscapeError(
    'ConflictingOptions',
    `--${option.name} is for --estimator ${heeding.map(({ id }) => id).join(', ')}; ${estimator} does not model it`,
    `--${option.name}`,
  );
}

/** The design with legal options of its MVAUs, with a note where its link's are of another network or memory. */
export function legalMvau(design: Design, topology: Topology, io: Io): Design {
  for (const name of MVAU_OPTION_NAMES) {
    const problem = mvauProblem(design, topology, name);
    if (problem !== null) io.note(`the link's ${MVAU_OPTION_LABELS[name]} is not used as it is: ${problem}`);
  }
  return withLegalMvau(design, topology);
}
