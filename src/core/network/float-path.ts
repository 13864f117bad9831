import type { ImageSet } from '../datasets/dataset';
import type { Precision } from '../precision';
import { inputQuantizer, type Quantizer, quantize, weightQuantizer } from '../quantizers/quantizer';
import { activationQuantizer } from './fold';
import { argmax, maxPool, pixelCodes, slidingWindows } from './infer';
import { BATCH_NORM, type StageParameters } from './parameters';
import { type Stage, shapeSize, stagesOf, type Topology } from './topology';

/** One stage in reals: y = (x W - mean) * factor + beta per unit, then the activation with its quantizer. */
export interface RealStage {
  stage: Stage;
  /** [fanIn][units] row-major, as they take part: already rounded where the layer is quantized. */
  weights: Float32Array;
  /** BatchNorm with running statistics, [units]. */
  mean: Float64Array;
  factor: Float64Array;
  beta: Float64Array;
  /** Activation and quantizer in one; null for the last stage. */
  activation: Quantizer | null;
  /** Makes one more quantizer of an image's own activations: ranges found at run time, in software only. */
  dynamic?: (values: Float64Array) => Quantizer;
}

/** A network in reals, any mix of float and quantized layers: what the integer network approximates or equals. */
export interface RealNetwork {
  topology: Topology;
  inputBits: number;
  stages: RealStage[];
}

/** BatchNorm's running statistics as `mean`, `factor` and `beta` of a `RealStage`, in float64. */
export function normalization(p: StageParameters): Pick<RealStage, 'mean' | 'factor' | 'beta'> {
  const inverse = Float64Array.from(p.variance, (v) => 1 / Math.sqrt(v + BATCH_NORM.epsilon));
  return {
    mean: Float64Array.from(p.mean),
    factor: inverse.map((scale, n) => p.gamma[n] * scale),
    beta: Float64Array.from(p.beta),
  };
}

/** The network of trained parameters at a precision (`FLOAT_BITS`: float), BatchNorm with running statistics. */
export function realNetwork(
  topology: Topology,
  { weightBits, activationBits, inputBits }: Precision,
  parameters: readonly StageParameters[],
): RealNetwork {
  const weight = weightQuantizer(weightBits);
  const activation = activationQuantizer(topology, activationBits);
  const stages = stagesOf(topology).map((stage, i) => ({
    stage,
    weights: parameters[i].weights.map((w) => quantize(weight, w)),
    ...normalization(parameters[i]),
    activation: stage.last ? null : activation,
  }));
  return { topology, inputBits, stages };
}

/** Images that go through the network together. */
const BLOCK = 32;

/** Called with what leaves hidden stage `index` for the next one: [images][height][width][channel]. */
export type Observe = (index: number, values: Float64Array) => void;

/** Scores of every class for every image, [count][classes], in float64. */
export function realScores(network: RealNetwork, images: ImageSet, observe?: Observe): Float64Array {
  const size = shapeSize(network.topology.input);
  const units = network.stages[network.stages.length - 1].stage.units;
  const layers = network.stages.map((s) => ({
    ...s,
    columns: weightColumns(s.stage, (i, n) => s.weights[i * s.stage.units + n]),
  }));
  const { step } = inputQuantizer(network.inputBits);
  const all = new Float64Array(images.count * units);
  for (let from = 0; from < images.count; from += BLOCK) {
    const count = Math.min(BLOCK, images.count - from);
    let x = pixelCodes(network.inputBits, images.pixels.subarray(from * size, (from + count) * size));
    for (let i = 0; i < x.length; i++) x[i] *= step;
    layers.forEach((layer, i) => {
      x = forward(layer, layer.columns, x, count);
      if (!layer.stage.last) observe?.(i, x);
    });
    all.set(x, from * units);
  }
  return all;
}

/** Classes that the network gives; the lowest class wins a tie. */
export function classifyReal(network: RealNetwork, images: ImageSet): Uint8Array {
  const units = network.stages[network.stages.length - 1].stage.units;
  const scores = realScores(network, images);
  return Uint8Array.from({ length: images.count }, (_, i) =>
    argmax(scores.subarray(i * units, (i + 1) * units)),
  );
}

function forward(s: RealStage, columns: Float64Array, x: Float64Array, count: number): Float64Array {
  const { stage } = s;
  const rows = stage.kind === 'conv' ? slidingWindows(stage, x, count) : x;
  const y = product(rows, columns, count * stage.vectors, stage);
  for (let i = 0; i < y.length; i++) {
    const n = i % stage.units;
    const value = (y[i] - s.mean[n]) * s.factor[n] + s.beta[n];
    y[i] = s.activation ? quantize(s.activation, value) : value;
  }
  if (s.dynamic) quantizeImages(s.dynamic, y, count);
  return stage.pool > 1 ? maxPool(stage, y, count) : y;
}

function quantizeImages(dynamic: (values: Float64Array) => Quantizer, y: Float64Array, count: number): void {
  const size = y.length / count;
  for (let image = 0; image < count; image++) {
    const values = y.subarray(image * size, (image + 1) * size);
    const quantizer = dynamic(values);
    for (let i = 0; i < size; i++) values[i] = quantize(quantizer, values[i]);
  }
}

/** Weights for `product`, [units][fanIn] in float64, rows of zeros up to a multiple of four. */
export function weightColumns(
  { fanIn, units }: Stage,
  weight: (input: number, unit: number) => number,
): Float64Array {
  const columns = new Float64Array(Math.ceil(units / 4) * 4 * fanIn);
  for (let i = 0; i < fanIn; i++) {
    for (let n = 0; n < units; n++) columns[n * fanIn + i] = weight(i, n);
  }
  return columns;
}

/** Rows [n][fanIn] times the weights: [n][units]; four units share a walk over a row. Exact for integers below 2^53. */
export function product(
  rows: Float64Array,
  columns: Float64Array,
  n: number,
  { fanIn, units }: Stage,
): Float64Array {
  const out = new Float64Array(n * units);
  for (let u = 0; u < units; u += 4) {
    const first = u * fanIn;
    const [second, third, fourth] = [first + fanIn, first + 2 * fanIn, first + 3 * fanIn];
    for (let r = 0; r < n; r++) {
      let [a, b, c, d] = [0, 0, 0, 0];
      const at = r * fanIn;
      for (let i = 0; i < fanIn; i++) {
        const value = rows[at + i];
        a += value * columns[first + i];
        b += value * columns[second + i];
        c += value * columns[third + i];
        d += value * columns[fourth + i];
      }
      const to = r * units + u;
      out[to] = a;
      if (u + 1 < units) out[to + 1] = b;
      if (u + 2 < units) out[to + 2] = c;
      if (u + 3 < units) out[to + 3] = d;
    }
  }
  return out;
}
