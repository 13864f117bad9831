import { describeTopology, type Topology } from '../../network/topology';
import type { Precision } from '../../precision';
import type { UnrolledEstimate } from './estimate';

const JET_TAGGER = '16-64-32-32-5';

/** What a person must know to read the estimate of a network of the page. */
export function unrolledNotes(
  topology: Topology,
  { weightBits, activationBits }: Precision,
  { ii, total, notes }: UnrolledEstimate,
): string[] {
  const name = describeTopology(topology);
  return [
    ...notes,
    ...(total.lut === null
      ? [
          `LUT and FF have no rule at reuse factor ${ii}, so whether they fit is not known: the fit is that of BRAM and ` +
            'DSP alone.',
        ]
      : ['Weights that are zero would save LUT and FF; none is counted as zero.']),
    ...(name === JET_TAGGER
      ? []
      : [`Extrapolation: fitted to the jet tagger ${JET_TAGGER}, applied to ${name}.`]),
    ...(weightBits === activationBits
      ? []
      : ['Extrapolation: fitted with equal widths of weights and activations.']),
    ...(weightBits < 4 ? [`Extrapolation: fitted at 4 to 8 bits, applied to ${weightBits}.`] : []),
    "An export is our own folded pipeline with the same number of products at once, not hls4ml's code.",
  ];
}
