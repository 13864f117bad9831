import { describeTopology, type Topology } from '../../network/topology';
import type { Precision } from '../../precision';
import type { UnrolledEstimate } from './estimate';

const JET_TAGGER = '16-64-32-32-5';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const zerosText = (layers: UnrolledEstimate['layers']): string =>
  `${sum(layers.map(({ nonZero }) => nonZero))} of ${sum(layers.map(({ weights }) => weights))} weights are not 0; with ` +
  'reuse factor 1 the others take no hardware.';

/**
 * What a person must know to read the estimate of a network of the page. `counted`: the weights that are 0 are left out.
 */
export function unrolledNotes(
  topology: Topology,
  { weightBits, activationBits }: Precision,
  { ii, total, notes, layers }: UnrolledEstimate,
  counted: boolean,
): string[] {
  const name = describeTopology(topology);
  return [
    ...notes,
    ...(total.lut === null
      ? [
          `LUT and FF have no rule at reuse factor ${ii}, so whether they fit is not known: the fit is that of BRAM and ` +
            'DSP alone.',
        ]
      : counted
        ? []
        : ['Weights that are zero would save LUT and FF; none is counted as zero.']),
    ...(counted ? [zerosText(layers)] : []),
    ...(name === JET_TAGGER
      ? []
      : [`Extrapolation: fitted to the jet tagger ${JET_TAGGER}, applied to ${name}.`]),
    ...(weightBits === activationBits
      ? []
      : ['Extrapolation: fitted with equal widths of weights and activations.']),
    ...(weightBits < 4 ? [`Extrapolation: fitted at 4 to 8 bits, applied to ${weightBits}.`] : []),
    "An export is our own unrolled HLS and Verilog with these reuse factors, not hls4ml's code.",
  ];
}
