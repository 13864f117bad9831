import { describeTopology, type Topology } from '../../network/topology';
import type { Precision } from '../../precision';
import type { UnrolledEstimate } from './estimate';

const JET_TAGGER = '16-64-32-32-5';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const zerosText = (layers: UnrolledEstimate['layers'], from: string): string =>
  `${sum(layers.map(({ nonZero }) => nonZero))} of ${sum(layers.map(({ weights }) => weights))} weights are not 0, ${from}; with ` +
  'reuse factor 1 the others take no hardware.';

const ZEROS_FROM = {
  counted: 'counted in the trained network',
  asked: 'by the share of zeros that is asked for',
} as const;

/**
 * What a person must know to read the estimate of a network of the page. `zeros`: the weights that are 0 are left out, and
 * where they are known from.
 */
export function unrolledNotes(
  topology: Topology,
  { weightBits, activationBits }: Precision,
  { ii, total, notes, layers }: UnrolledEstimate,
  zeros: 'counted' | 'asked' | null,
): string[] {
  const name = describeTopology(topology);
  return [
    ...notes,
    ...(total.lut === null
      ? [
          `LUT and FF have no rule at reuse factor ${ii}, so whether they fit is not known: the fit is that of BRAM and ` +
            'DSP alone.',
        ]
      : zeros
        ? []
        : ['Weights that are zero would save LUT and FF; none is counted as zero.']),
    ...(zeros ? [zerosText(layers, ZEROS_FROM[zeros])] : []),
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
