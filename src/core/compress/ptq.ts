import type { ImageSet } from '../datasets/dataset';
import { type RealNetwork, type RealStage, realNetwork, realScores } from '../network/float-path';
import { activationQuantizer, assertFinite } from '../network/fold';
import type { StageParameters } from '../network/parameters';
import type { Topology } from '../network/topology';
import { FLOAT_BITS } from '../precision';
import { hardTanhQuantizer, levelCount, type Quantizer, quantizeToCode } from '../quantizers/quantizer';
import { affineOf, quantizerOf, type Range } from './affine';
import { type Calibration, rangeOf } from './calibration';
import { checkPtq, type PtqOptions } from './options';

/** A float network with BatchNorm folded into weights and biases, and what its hidden layers gave for images. */
export interface Calibrated {
  network: RealNetwork;
  /** Activations of hidden stage i on the calibration images, after the pool. */
  activations: Float32Array[];
}

/** A network quantized after its training. */
export interface QuantizedNetwork {
  topology: Topology;
  inputBits: number;
  stages: QuantizedStage[];
}

/** A stage of it. Weights are codes times a scale per unit; a float stage has weights as they are and scales of 1. */
export interface QuantizedStage extends RealStage {
  /** Bits of the weights; null: the stage stays in float. */
  weightBits: number | null;
}

/** Folds BatchNorm and runs the calibration images through the float network, once for any number of quantizations. */
export function calibrate(
  topology: Topology,
  inputBits: number,
  parameters: readonly StageParameters[],
  images: ImageSet,
): Calibrated {
  const float = { weightBits: FLOAT_BITS, activationBits: FLOAT_BITS, inputBits };
  const network = foldBatchNorm(realNetwork(topology, float, parameters));
  for (const [i, { stage }] of network.stages.entries()) assertFinite(parameters[i], stage.name);
  const parts: Float32Array[][] = network.stages.slice(0, -1).map(() => []);
  realScores(network, images, (index, values) => parts[index].push(Float32Array.from(values)));
  return { network, activations: parts.map(joined) };
}

/** The same function with BatchNorm in the weights: factor 1, mean 0, a bias in `beta`. */
export const foldBatchNorm = (network: RealNetwork): RealNetwork => ({
  ...network,
  stages: network.stages.map((s) => ({
    ...s,
    weights: s.weights.map((w, i) => w * s.factor[i % s.stage.units]),
    mean: new Float64Array(s.stage.units),
    factor: new Float64Array(s.stage.units).fill(1),
    beta: s.beta.map((b, n) => b - s.mean[n] * s.factor[n]),
  })),
});

/**
 * Quantizes weights and activations after the training; the stages in `skip` stay in float, with the activations that
 * enter them. Biases are not rounded: they lie in the thresholds, which hold them exactly.
 * @throws BitscapeError "IllegalQuantization".
 */
export function quantizeNetwork(
  { network, activations }: Calibrated,
  options: PtqOptions,
  skip: ReadonlySet<number> = new Set(),
): QuantizedNetwork {
  checkPtq(options);
  const { topology, inputBits } = network;
  const stages = network.stages.map((s, i): QuantizedStage => {
    const weights = skip.has(i) ? { weightBits: null } : quantizedWeights(s, options);
    const float = s.stage.last || skip.has(i + 1) || options.activations.bits === FLOAT_BITS;
    return { ...s, ...weights, ...(float ? {} : quantizedActivations(topology, activations[i], options)) };
  });
  return { topology, inputBits, stages };
}

/** Codes for weights, [fanIn][units], and the scale of each unit in `factor`. */
function quantizedWeights(
  s: RealStage,
  { weights: { bits, scheme, granularity, calibration }, percentile }: PtqOptions,
): Pick<QuantizedStage, 'weights' | 'factor' | 'weightBits'> {
  const { units } = s.stage;
  const target = { bits, scheme, percentile };
  const quantizerFor = (values: ArrayLike<number>): Quantizer =>
    quantizerOf(affineOf(rangeOf(values, calibration, target), bits, scheme));
  const all = granularity === 'tensor' ? quantizerFor(s.weights) : undefined;
  const quantizers = Array.from(
    { length: units },
    (_, n) => all ?? quantizerFor(s.weights.filter((_, i) => i % units === n)),
  );
  return {
    weights: s.weights.map((w, i) => quantizeToCode(quantizers[i % units], w)),
    factor: Float64Array.from(quantizers, (q) => q.step),
    weightBits: bits,
  };
}

function quantizedActivations(
  topology: Topology,
  values: Float32Array,
  { activations: { bits, scheme, calibration, ranges }, percentile }: PtqOptions,
): Pick<RealStage, 'activation' | 'dynamic'> {
  const quantizerFor = (range: Range) => {
    const affine = affineOf(range, bits, scheme);
    return topology.activation === 'relu' ? quantizerOf(affine, 0) : filled(quantizerOf(affine));
  };
  const found = (of: ArrayLike<number>, by: Calibration) => rangeOf(of, by, { bits, scheme, percentile });
  if (ranges === 'static') return { activation: quantizerFor(found(values, calibration)) };
  return {
    activation: activationQuantizer(topology, FLOAT_BITS),
    dynamic: (of) => quantizerFor(found(of, calibration)),
  };
}

/**
 * The quantizer of a hard tanh with every code that its hardware has: 2^(A-1) + 1 levels for the smallest A that holds its own. It
 * clips where the hardware's codes end, so that one line and one clipped rounding describe it, as exports need.
 */
function filled(quantizer: Quantizer): Quantizer {
  let bits = 2;
  while (levelCount(hardTanhQuantizer(bits)) < levelCount(quantizer)) bits++;
  const spare = levelCount(hardTanhQuantizer(bits)) - levelCount(quantizer);
  const minCode = quantizer.minCode - Math.floor(spare / 2);
  const maxCode = quantizer.maxCode + Math.ceil(spare / 2);
  const { step } = quantizer;
  return { ...quantizer, minCode, maxCode, passLow: minCode * step, passHigh: maxCode * step };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
