import { activationQuantizer } from '../fold';
import type { Affine, IntegerNetwork, IntegerStage, Integers } from '../integer-network';
import { integers } from '../integer-stage';
import { affineOf } from './affine';
import { type NarrowScales, nearestLines } from './nearest';

/**
 * The network with thresholds that lie on lines with narrow scales: another network, whose accuracy must be measured. The
 * line of each neuron keeps its middle; stages without lines (one threshold, or no line at all) stay as they are.
 */
export const withNarrowScales = (network: IntegerNetwork, narrow: NarrowScales): IntegerNetwork => ({
  ...network,
  stages: network.stages.map((stage) => {
    if (stage.stage.last) return stage;
    const output = activationQuantizer(network.topology, network.precision.activationBits);
    const { affine } = affineOf(stage, output);
    if (!affine) return stage;
    const lines = narrowed(stage, affine, narrow);
    return stage.lines ? { ...stage, lines } : { ...stage, thresholds: thresholdsOfLines(stage, lines) };
  }),
});

/** The lines with narrower scales, at the shift at which the steepest one just has its bits. */
function narrowed({ accumulatorLimit }: IntegerStage, lines: Affine, narrow: NarrowScales): Affine {
  const unit = 2 ** lines.shift;
  const slope = Array.from(lines.scale, (scale) => scale / unit);
  const offset = Array.from(lines.bias, (bias) => bias / unit - 0.5);
  return nearestLines(slope, offset, lines, accumulatorLimit, narrow);
}

function thresholdsOfLines(
  { stage, thresholdCount, accumulatorLimit: limit }: IntegerStage,
  { scale, bias, shift, minCode }: Affine,
): Integers {
  return integers(stage.units * thresholdCount, limit).map((_, i) => {
    const n = Math.floor(i / thresholdCount);
    const wanted = (minCode + 1 + (i % thresholdCount)) * 2 ** shift - bias[n];
    if (scale[n] === 0) return wanted <= 0 ? -limit : limit + 1;
    return Math.min(Math.max(Math.ceil(wanted / scale[n]), -limit), limit + 1);
  });
}
