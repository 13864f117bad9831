import type { onnx } from 'onnx-proto';
import type { ImageSet } from '../../datasets/dataset';
import { foldNetwork, stageInputQuantizer } from '../../network/fold';
import { inference, pixelCodes } from '../../network/infer';
import type { IntegerNetwork } from '../../network/integer-network';
import { BATCH_NORM, type StageParameters } from '../../network/parameters';
import { topologyOf } from '../../network/presets';
import { randomParameters } from '../../network/testing';
import type { Topology } from '../../network/topology';
import type { Precision } from '../../precision';
import { weightQuantizer } from '../../quantizers/quantizer';
import { Random } from '../../random';
import { imageDims } from './layers';

/** Values of a tensor of an ONNX graph; integers are held as numbers. */
export interface Values {
  dims: readonly number[];
  data: Float32Array | Float64Array;
}

type Inputs = (index: number) => Values;
type Operation = (node: onnx.INodeProto, inputs: Inputs) => Values[];

const DOUBLE = 11;
const READERS: Readonly<Record<number, (bytes: ArrayBuffer) => ArrayLike<number>>> = {
  1: (bytes) => new Float32Array(bytes),
  2: (bytes) => new Uint8Array(bytes),
  6: (bytes) => new Int32Array(bytes),
  7: (bytes) => Array.from(new BigInt64Array(bytes), Number),
  11: (bytes) => new Float64Array(bytes),
};

/** Decodes a file by the independent definition of the format. */
export async function decodeModel(bytes: Uint8Array): Promise<onnx.ModelProto> {
  const library: typeof import('onnx-proto') & { default?: typeof import('onnx-proto') } = await import(
    'onnx-proto'
  );
  return (library.default ?? library).onnx.ModelProto.decode(bytes);
}

/** Constants of a decoded graph, by name. */
export function constantsOf(graph: onnx.IGraphProto): Map<string, Values> {
  return new Map(
    (graph.initializer ?? []).map((tensor) => {
      const data = READERS[tensor.dataType!](Uint8Array.from(tensor.rawData!).buffer);
      const dims = (tensor.dims ?? []).map(Number);
      return [
        tensor.name!,
        { dims, data: tensor.dataType === DOUBLE ? Float64Array.from(data) : Float32Array.from(data) },
      ];
    }),
  );
}

/** An attribute's value. */
export function attribute(node: onnx.INodeProto, name: string): number | string | number[] | undefined {
  const found = node.attribute?.find((each) => each.name === name);
  if (!found) return undefined;
  if (found.type === 1) return found.f!;
  if (found.type === 2) return Number(found.i);
  if (found.type === 3) return new TextDecoder().decode(found.s!);
  return found.ints!.map(Number);
}

/**
 * Executes the operators of the QONNX and FINN files as ONNX and qonnx define them, one image at a time: float32,
 * rounded after each arithmetic operation, or float64 where the graph says so. Gives every tensor by name.
 */
export function executor(model: onnx.IModelProto): (input: Values) => Map<string, Values> {
  const graph = model.graph!;
  const constants = constantsOf(graph);
  const folded = new Map<string, Values>();
  return (input) => {
    const tensors = new Map([...constants, ...folded, [graph.input![0].name!, input]]);
    for (const node of graph.node!) {
      if (tensors.has(node.output![0])) continue;
      const operation = OPERATIONS[node.opType!];
      if (!operation) throw new Error(`no operation ${node.opType}`);
      const outputs = operation(node, (index) => tensors.get(node.input![index])!);
      for (const [i, output] of outputs.entries()) tensors.set(node.output![i], output);
      if (node.input!.every((name) => constants.has(name))) folded.set(node.output![0], outputs[0]);
    }
    return tensors;
  };
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  MatMul: (_, of) => [matMul(of(0), of(1))],
  Conv: (_, of) => [conv(of(0), of(1))],
  MaxPool: (node, of) => [maxPool(of(0), (attribute(node, 'kernel_shape') as number[])[0])],
  Flatten: (_, of) => [{ dims: [1, of(0).data.length], data: of(0).data }],
  Relu: (_, of) => [map(of(0), (x) => Math.max(x, 0))],
  Mul: (_, of) => [zip(of(0), of(1), (x, y) => x * y)],
  Add: (_, of) => [zip(of(0), of(1), (x, y) => x + y)],
  Cast: (_, of) => [{ dims: of(0).dims, data: Float64Array.from(of(0).data) }],
  BatchNormalization: (node, of) => [batchNorm(node, of)],
  BipolarQuant: (_, of) => [map(of(0), (x) => (x >= 0 ? 1 : -1) * of(1).data[0])],
  Quant: (node, of) => [quant(node, of)],
  MultiThreshold: (node, of) => [multiThreshold(node, of)],
  TopK: (_, of) => topOne(of(0)),
};

const map = ({ dims, data }: Values, f: (x: number, i: number) => number): Values => ({
  dims,
  data: data.map(f),
});

const zip = (x: Values, y: Values, f: (x: number, y: number) => number): Values =>
  map(x, (each, i) => f(each, y.data[i % y.data.length]));

/** Exact for integers: float64 sums, rounded once. */
function matMul(x: Values, w: Values): Values {
  const [inputs, units] = w.dims;
  const sums = new Float64Array(units);
  for (let i = 0; i < inputs; i++) {
    const value = x.data[i];
    if (value === 0) continue;
    for (let n = 0; n < units; n++) sums[n] += value * w.data[i * units + n];
  }
  return { dims: [1, units], data: Float32Array.from(sums) };
}

function conv(x: Values, w: Values): Values {
  const [filters, channels, kernel] = w.dims;
  const [, , height, width] = x.dims;
  const rows = height - kernel + 1;
  const columns = width - kernel + 1;
  const sums = new Float64Array(filters * rows * columns);
  for (let f = 0; f < filters; f++)
    for (let c = 0; c < channels; c++)
      for (let ky = 0; ky < kernel; ky++)
        for (let kx = 0; kx < kernel; kx++) {
          const weight = w.data[((f * channels + c) * kernel + ky) * kernel + kx];
          for (let y = 0; y < rows; y++) {
            const from = (c * height + y + ky) * width + kx;
            const to = (f * rows + y) * columns;
            for (let at = 0; at < columns; at++) sums[to + at] += weight * x.data[from + at];
          }
        }
  return { dims: [1, filters, rows, columns], data: Float32Array.from(sums) };
}

function maxPool({ dims: [, channels, height, width], data }: Values, size: number): Values {
  const rows = Math.floor(height / size);
  const columns = Math.floor(width / size);
  const out = new Float32Array(channels * rows * columns).fill(Number.NEGATIVE_INFINITY);
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < rows * size; y++)
      for (let x = 0; x < columns * size; x++) {
        const to = (c * rows + Math.floor(y / size)) * columns + Math.floor(x / size);
        out[to] = Math.max(out[to], data[(c * height + y) * width + x]);
      }
  return { dims: [1, channels, rows, columns], data: out };
}

/** Elements per channel: channels are axis 1. */
const channelSize = ({ dims }: Values): number => dims.slice(2).reduce((a, b) => a * b, 1);

function batchNorm(node: onnx.INodeProto, of: Inputs): Values {
  const { fround, sqrt } = Math;
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((i) => of(i).data);
  const epsilon = fround(attribute(node, 'epsilon') as number);
  const size = channelSize(of(0));
  return map(of(0), (x, i) => {
    const c = Math.floor(i / size);
    const slope = fround(gamma[c] / fround(sqrt(fround(variance[c] + epsilon))));
    return fround(fround(fround(x - mean[c]) * slope) + beta[c]);
  });
}

/** Quant of qonnx's general/intquant.py, in its order of operations: clamp, then round. */
function quant(node: onnx.INodeProto, of: Inputs): Values {
  const [scale, zero, bits] = [1, 2, 3].map((i) => of(i).data[0]);
  const { low, high } = quantRange(bits, attribute(node, 'signed') === 1, attribute(node, 'narrow') === 1);
  const { fround, min, max } = Math;
  return map(of(0), (x) => {
    const clamped = min(max(fround(fround(x / scale) + zero), low), high);
    return fround(fround(roundHalfEven(clamped) - zero) * scale);
  });
}

/** Lowest and highest code of a Quant (qonnx general/intquant.py:36-103). */
export function quantRange(bits: number, signed: boolean, narrow: boolean): { low: number; high: number } {
  if (signed) return { low: -(2 ** (bits - 1)) + Number(narrow), high: 2 ** (bits - 1) - 1 };
  return { low: 0, high: 2 ** bits - 1 - Number(narrow) };
}

/** To the nearest integer, ties to the even one. */
export function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
}

function multiThreshold(node: onnx.INodeProto, of: Inputs): Values {
  const { dims, data: thresholds } = of(1);
  const [rows, steps] = dims;
  const scale = (attribute(node, 'out_scale') as number | undefined) ?? 1;
  const bias = (attribute(node, 'out_bias') as number | undefined) ?? 0;
  const size = channelSize(of(0));
  return map(of(0), (x, i) => {
    const from = (Math.floor(i / size) % rows) * steps;
    let reached = 0;
    for (let k = 0; k < steps; k++) if (x >= thresholds[from + k]) reached++;
    return scale * reached + bias;
  });
}

function topOne({ data }: Values): Values[] {
  let best = 0;
  for (let i = 1; i < data.length; i++) if (data[i] > data[best]) best = i;
  const values = data.slice(best, best + 1);
  return [
    { dims: [1, 1], data: values },
    { dims: [1, 1], data: Float32Array.of(best) },
  ];
}

/** Precision of [W, A, input bits]. */
export const precisionOf = ([weightBits, activationBits, inputBits]: readonly number[]): Precision => ({
  weightBits,
  activationBits,
  inputBits,
});

/**
 * A random network whose BatchNorms fit the images, so that neurons and classes vary as in a trained one; half of
 * its gammas are negative.
 */
export function variedNetwork(
  topology: Topology,
  precision: Precision,
  images: ImageSet,
  seed = 1,
): IntegerNetwork {
  const random = new Random(seed);
  const parameters = randomParameters(topology, seed);
  const ends = topology.layers.flatMap(({ kind }, end) => (kind === 'maxpool' ? [] : [end]));
  for (const [i, end] of ends.entries()) {
    const prefix = { ...topology, layers: topology.layers.slice(0, end + 1) };
    Object.assign(parameters[i], statistics(prefix, precision, parameters.slice(0, i + 1), images));
    for (let n = 0; n < parameters[i].gamma.length; n++) {
      parameters[i].gamma[n] = (random.uniform() < 0.5 ? -1 : 1) * (0.5 + random.uniform());
      parameters[i].beta[n] = random.uniform() - 0.5;
    }
  }
  return foldNetwork(topology, precision, parameters);
}

/** Mean and variance of the last of some stages' outputs before BatchNorm. */
function statistics(
  topology: Topology,
  precision: Precision,
  parameters: StageParameters[],
  images: ImageSet,
): Pick<StageParameters, 'mean' | 'variance'> {
  const last = parameters.length - 1;
  const units = parameters[last].gamma.length;
  const filled = (value: number) => new Float32Array(units).fill(value);
  const variance = filled(1 - BATCH_NORM.epsilon);
  const plain = { ...parameters[last], gamma: filled(1), beta: filled(0), mean: filled(0), variance };
  const network = foldNetwork(topology, precision, [...parameters.slice(0, last), plain]);
  const { scale } = network.stages[last];
  const step =
    weightQuantizer(precision.weightBits).step * stageInputQuantizer(topology, precision, last).step;
  const outputs = inference(network)(images.pixels, images.count).map(
    (y, i) => (y / scale[i % units]) * step,
  );
  const average = (n: number, f: (y: number) => number) => {
    let sum = 0;
    for (let i = n; i < outputs.length; i += units) sum += f(outputs[i]);
    return (sum * units) / outputs.length;
  };
  const mean = filled(0).map((_, n) => average(n, (y) => y));
  return { mean, variance: filled(0).map((_, n) => average(n, (y) => (y - mean[n]) ** 2) + 1e-3) };
}

/** Image `index` as a graph's input: its pixels, or their codes. */
export function imageInput(
  network: IntegerNetwork,
  images: ImageSet,
  index: number,
  as: 'pixels' | 'codes',
): Values {
  const size = images.height * images.width;
  const pixels = images.pixels.subarray(index * size, (index + 1) * size);
  const data = as === 'pixels' ? pixels : pixelCodes(network.precision.inputBits, pixels);
  return { dims: imageDims(network, 1).map(Number), data: Float32Array.from(data) };
}

export const MLP = topologyOf('784-24-16-10');

export const CNN: Topology = {
  name: 'small-cnn',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { kind: 'conv', filters: 3, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 4, kernel: 3 },
    { kind: 'dense', units: 10 },
  ],
  activation: 'relu',
};

/** Rows and columns differ, its pool leaves two rows out, and a dense layer lies between two others. */
export const ODD: Topology = {
  name: 'odd',
  input: { height: 11, width: 9, channels: 1 },
  layers: [
    { kind: 'conv', filters: 3, kernel: 3 },
    { kind: 'conv', filters: 4, kernel: 2 },
    { kind: 'maxpool', size: 3 },
    { kind: 'dense', units: 12 },
    { kind: 'dense', units: 10 },
  ],
  activation: 'relu',
};

/** A network to test: `bits` are [W, A, input bits]. */
export interface Case {
  name: string;
  topology: Topology;
  bits: readonly number[];
}

/** Every style of activation, every kind of input, 1 to 8 bits. */
export const CASES: readonly Case[] = (
  [
    [MLP, [1, 1, 1]],
    [MLP, [1, 8, 8]],
    [MLP, [8, 1, 1]],
    [MLP, [2, 2, 1]],
    [MLP, [4, 3, 4]],
    [MLP, [8, 8, 8]],
    [CNN, [1, 1, 1]],
    [CNN, [3, 4, 8]],
    [ODD, [1, 2, 2]],
    [ODD, [5, 3, 7]],
    [ODD, [8, 8, 8]],
  ] as const
).map(([topology, bits]) => ({ name: topology.name, topology, bits }));
