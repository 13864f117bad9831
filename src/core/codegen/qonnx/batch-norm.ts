import { activationQuantizer } from '../../network/fold';
import type { IntegerNetwork, IntegerStage } from '../../network/integer-network';
import type { Quantizer } from '../../quantizers/quantizer';
import { levelLine } from './level-line';
import { codeShift, quantStyle } from './quant-style';

/** BatchNorm of a stage's channels: (x - mean) * gamma / sqrt(variance + epsilon) + beta. */
export interface BatchNorm {
  gamma: number[];
  beta: number[];
  mean: number[];
  variance: number[];
}

/** ONNX's default, which some readers assume whatever a file says. */
export const EPSILON = 1e-5;

/** With epsilon it is 1 in float32, so that the square root changes nothing. */
const UNIT_VARIANCE = Math.fround(1 - Math.fround(EPSILON));

/** A BatchNorm of `y = slope * (x - mean) + beta`. */
const batchNorm = (slope: number[], mean: number[], beta: number[]): BatchNorm => ({
  gamma: slope,
  beta,
  mean,
  variance: slope.map(() => UNIT_VARIANCE),
});

/** 2 - x, on every channel. */
export const fromTwo = (units: number): BatchNorm =>
  batchNorm(Array(units).fill(-1), Array(units).fill(0), Array(units).fill(2));

/** What is added to an accumulator where its inputs are `shift` above their codes. */
const sumShift = ({ stage: { fanIn }, weights }: IntegerStage, unit: number, shift: number): number => {
  if (shift === 0) return 0;
  let sum = 0;
  for (let i = unit * fanIn; i < (unit + 1) * fanIn; i++) sum += weights[i];
  return shift * sum;
};

/** What `index`'s inputs are above their codes: images are not shifted. */
const inputShift = (quantizer: Quantizer, index: number): number => (index === 0 ? 0 : codeShift(quantizer));

/** BatchNorm of a hidden stage, and how many of its neurons float32 may give another level at a threshold. */
export interface HiddenNorm {
  norm: BatchNorm;
  /** Neurons with a boundary between levels that lies nearer to an accumulator than float32 resolves. */
  fragile: number;
}

/** Roundings of float32, relative to the accumulator, that a boundary should survive: a reader makes about four. */
const RESOLUTION = 2 ** -21;

/**
 * A BatchNorm that, with the activation's quantizer, gives the levels of a hidden stage's thresholds. It is not the
 * trained one, which the thresholds do not hold, but of all that give these thresholds the one farthest from changing
 * a level (`levelLine`). `unit` is the value of one accumulator step. For `clipped` it gives 2 minus the level's value.
 */
export function hiddenNorm(network: IntegerNetwork, index: number, unit: number): HiddenNorm {
  const s = network.stages[index];
  const quantizer = activationQuantizer(network.topology, network.precision.activationBits);
  const { thresholds, thresholdCount: count, accumulatorLimit: limit } = s;
  const style = quantStyle(quantizer);
  const center = (quantizer.minCode + quantizer.maxCode) / 2;
  const shift = inputShift(quantizer, index);
  let fragile = 0;
  const slope: number[] = [];
  const mean: number[] = [];
  for (let n = 0; n < s.stage.units; n++) {
    const own = thresholds.subarray(n * count, (n + 1) * count);
    const line = levelLine(own, limit);
    const middle = line.offset + (line.spacing * count) / 2 + sumShift(s, n, shift);
    slope.push(quantizer.step / (line.spacing * unit));
    mean.push(middle * unit);
    const farthest = Math.abs(middle) + (line.spacing * count) / 2;
    if (line.margin < farthest * RESOLUTION) fragile++;
  }
  const norm =
    style === 'clipped'
      ? batchNorm(
          slope.map((g) => -g),
          mean,
          slope.map(() => 1),
        )
      : batchNorm(
          slope,
          mean,
          slope.map(() => center * quantizer.step),
        );
  return { norm, fragile };
}

/**
 * BatchNorm of the last stage: the scores, divided by a power of two so that they are about 1 at most.
 */
export function scoreNorm(network: IntegerNetwork, unit: number): BatchNorm {
  const index = network.stages.length - 1;
  const s = network.stages[index];
  const quantizer = activationQuantizer(network.topology, network.precision.activationBits);
  const shift = inputShift(quantizer, index);
  const scale = [...s.scale];
  const offset = scale.map((each, n) => s.bias[n] - each * sumShift(s, n, shift));
  const largest = Math.max(
    ...scale.map((each, n) => Math.abs(each) * s.accumulatorLimit + Math.abs(offset[n])),
    1,
  );
  const divisor = 2 ** Math.ceil(Math.log2(largest));
  return batchNorm(
    scale.map((each) => each / (divisor * unit)),
    scale.map(() => 0),
    offset.map((each) => each / divisor),
  );
}
