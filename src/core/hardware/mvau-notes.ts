import { THRESHOLDS_PER_NEURON } from '../network/integer-stage';
import type { Stage, Topology } from '../network/topology';
import type { EstimateRequest } from './estimator';
import { MVAU_OPTION_DEFAULTS, MVAU_OPTION_LABELS, MVAU_OPTION_NAMES, type MvauChoice } from './mvau-options';
import { neededThresholds, thresholdsUnder } from './threshold-count';

/** What the options of the MVAUs change, and what they need. Empty at the defaults. */
export function mvauNotes(
  { topology, precision: { activationBits } }: Pick<EstimateRequest, 'topology' | 'precision'>,
  stages: readonly Stage[],
  choices: readonly MvauChoice[],
): string[] {
  const own = ownLines(topology, activationBits, choices);
  if (choices.every(isDefault)) return own;
  const named = (is: (choice: MvauChoice) => boolean): string =>
    stages
      .filter((_, i) => is(choices[i]))
      .map(({ name }) => name)
      .join(', ');
  const notes = [...own, `Options: ${optionsText(stages, choices.map(changes))}.`];
  const needed = neededThresholds(topology, activationBits);
  const fewer = (choice: MvauChoice): boolean =>
    choice.activation === 'thresholds' &&
    choice.thresholdMemory === 'distributed' &&
    thresholdsUnder(choice.thresholds, topology, activationBits) < needed;
  const short = stages.filter((stage, i) => !stage.last && fewer(choices[i]));
  if (short.length > 0) {
    notes.push(
      `Fewer thresholds are billed than this network's quantizer needs, ${needed} per neuron: ` +
        `${short.map(({ name }) => name).join(', ')}.`,
    );
  }
  const lines = stages.filter(({ last }, i) => !last && choices[i].activation !== 'thresholds');
  if (lines.length > 0 && activationBits > 1) {
    notes.push(
      `A line per neuron (${lines.map(({ name }) => name).join(', ')}): our own term, at widths that trained networks have. An ` +
        'export finds those of its network; a layer without lines of 32 bits, or of two shifts, keeps its thresholds and ' +
        'says why.',
    );
  }
  const ultra = named(({ ram }) => ram === 'ultra');
  if (ultra) {
    notes.push(
      `UltraRAM (${ultra}): FINN wants runtime_writeable_weights = 1 for it on UltraScale+; that port is not in the figures.`,
    );
  }
  return notes;
}

/** That a network has lines which are not billed. */
const ownLines = (topology: Topology, activationBits: number, choices: readonly MvauChoice[]): string[] =>
  neededThresholds(topology, activationBits) > THRESHOLDS_PER_NEURON &&
  choices.some(({ activation }) => activation === 'thresholds')
    ? [
        `With more than ${THRESHOLDS_PER_NEURON} thresholds per neuron a network has a line for each neuron in their place. The option ` +
          '"affine" bills them.',
      ]
    : [];

const isDefault = (choice: MvauChoice): boolean =>
  MVAU_OPTION_NAMES.every((name) => choice[name] === MVAU_OPTION_DEFAULTS[name]);

/** "weight memory embedded, multipliers dsp": what differs from the defaults. */
const changes = (choice: MvauChoice): string =>
  MVAU_OPTION_NAMES.filter((name) => choice[name] !== MVAU_OPTION_DEFAULTS[name])
    .map((name) => `${MVAU_OPTION_LABELS[name]} ${choice[name]}`)
    .join(', ');

/** The same for all, or layer by layer. */
function optionsText(stages: readonly Stage[], changed: readonly string[]): string {
  if (changed.every((text) => text === changed[0])) return `${changed[0]} in all layers`;
  return stages.flatMap(({ name }, i) => (changed[i] ? [`${name} ${changed[i]}`] : [])).join('; ');
}
