import { fixedType } from '../../fixed/fixed-type';
import { kHot } from '../../fixed/k-hot';
import { activationQuantizer } from '../fold';
import type { IntegerNetwork, IntegerStage } from '../integer-network';
import { type Affine, affineOf } from './affine';

/** Narrow scales: their bits, and how many signed powers of two each may have (any number without). */
export interface NarrowScales {
  bits: number;
  hot?: number;
}

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
    return affine
      ? { ...stage, thresholds: thresholdsOfLines(stage, narrowed(stage, affine, narrow)) }
      : stage;
  }),
});

/** The lines with narrower scales, at the shift at which the steepest one just has its bits. */
function narrowed(stage: IntegerStage, affine: Affine, { bits, hot }: NarrowScales): Affine {
  const { minCode, maxCode } = affine;
  const widest = affine.scale.reduce((a, b) => Math.max(a, b), 1);
  const most = 2 ** bits - 1;
  const shift = Math.max(0, affine.shift + Math.floor(Math.log2(most / widest)));
  const unit = 2 ** (shift - affine.shift);
  const scale = affine.scale.map((s) => nearest(Math.min(Math.round(s * unit), most), bits, hot));
  const middle = ((minCode + maxCode + 1) / 2) * 2 ** affine.shift;
  const bias = affine.bias.map((b, n) => {
    const at = affine.scale[n] > 0 ? Math.round((middle - b) / affine.scale[n]) : 0;
    const acc = Math.min(Math.max(at, -stage.accumulatorLimit), stage.accumulatorLimit);
    return Math.round((affine.scale[n] * acc + b) * unit) - scale[n] * acc;
  });
  return { scale, bias, shift, minCode, maxCode };
}

/** The nearest scale of at most `hot` signed powers of two. */
function nearest(scale: number, bits: number, hot: number | undefined): number {
  if (hot === undefined) return scale;
  const type = fixedType({ width: bits + 1, integer: bits + 1 });
  return Number(kHot(type, BigInt(scale), hot));
}

function thresholdsOfLines(
  { stage, thresholdCount, accumulatorLimit: limit }: IntegerStage,
  { scale, bias, shift, minCode }: Affine,
): Int32Array {
  return Int32Array.from({ length: stage.units * thresholdCount }, (_, i) => {
    const n = Math.floor(i / thresholdCount);
    const wanted = (minCode + 1 + (i % thresholdCount)) * 2 ** shift - bias[n];
    if (scale[n] === 0) return wanted <= 0 ? -limit : limit + 1;
    return Math.min(Math.max(Math.ceil(wanted / scale[n]), -limit), limit + 1);
  });
}
