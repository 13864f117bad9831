import { activationQuantizer } from '../../network/fold';
import type { IntegerNetwork, IntegerStage } from '../../network/integer-network';
import { type Quantizer, weightQuantizer } from '../../quantizers/quantizer';
import { type GraphBuilder, graphBuilder } from './graph';
import { convAttributes, flattens, imageDims, outputDims, pooled, stageInput, weightCodes } from './layers';
import type { OnnxGraph, TensorInfo } from './onnx';
import { cast, scoresOf } from './scores';

/** Codes as bytes: code = (byte - zero) / step, which is what MatMulInteger and ConvInteger multiply. */
interface Bytes {
  zero: number;
  step: 1 | 2;
}

/** Bipolar codes are 0 and 2 around 1, others count from the lowest code. */
const bytesOf = ({ bipolar, minCode }: Quantizer): Bytes =>
  bipolar ? { zero: 1, step: 2 } : { zero: -minCode, step: 1 };

/**
 * The integer network in standard operators alone, in integers from end to end: MatMulInteger and ConvInteger of
 * unsigned bytes (signed ones saturate on some processors), thresholds as comparisons that are counted, scores in
 * float64, ArgMax. It reads bytes 0..255 and gives the class and the scores of any number of images.
 */
export function standardGraph(network: IntegerNetwork, name: string): OnnxGraph {
  const { topology, precision, stages } = network;
  const graph = graphBuilder();
  const activation = activationQuantizer(topology, precision.activationBits);
  const pixels = graph.input({ name: 'pixels', element: 'UINT8', dims: imageDims(network, 'N') });
  let x = inputBytes(graph, precision.inputBits, pixels);
  for (const [i, s] of stages.entries()) {
    const zero = i > 0 ? bytesOf(activation).zero : precision.inputBits === 1 ? 1 : 0;
    const sums = accumulators(graph, network, s, stageInput(graph, s, x), zero, flattens(network, i));
    if (s.stage.last) classOf(graph, s, sums);
    else x = pooled(graph, s, activated(graph, s, sums, bytesOf(activation)));
  }
  return graph.build(name, ['class', 'scores']);
}

/** Shifts pixels to their codes; one bit becomes 0 or 2. */
function inputBytes(graph: GraphBuilder, bits: number, pixels: TensorInfo): TensorInfo {
  if (bits === 8) return pixels;
  const codes = shifted(graph, pixels, 'codes', 'RIGHT', 8 - bits);
  return bits === 1 ? shifted(graph, codes, 'signs', 'LEFT', 1) : codes;
}

function shifted(
  graph: GraphBuilder,
  x: TensorInfo,
  name: string,
  direction: 'LEFT' | 'RIGHT',
  by: number,
): TensorInfo {
  const shift = graph.constant({ name: `${name}_shift`, element: 'UINT8', dims: [], values: [by] });
  return graph.node({
    op: 'BitShift',
    inputs: [x, shift],
    outputs: [{ name, element: 'UINT8', dims: x.dims }],
    attributes: { direction: { text: direction } },
  });
}

function accumulators(
  graph: GraphBuilder,
  { precision }: IntegerNetwork,
  s: IntegerStage,
  x: TensorInfo,
  inputZero: number,
  flattened: boolean,
): TensorInfo {
  const { stage } = s;
  const byte = (name: string, dims: readonly number[], values: ArrayLike<number>) =>
    graph.constant({ name: `${stage.name}_${name}`, element: 'UINT8', dims, values });
  const { maxCode } = weightQuantizer(precision.weightBits);
  const { dims, codes } = weightCodes(s, flattened);
  const conv = stage.kind === 'conv';
  return graph.node({
    op: conv ? 'ConvInteger' : 'MatMulInteger',
    inputs: [
      x,
      byte(
        'weights',
        dims,
        Uint8Array.from(codes, (code) => code + maxCode),
      ),
      byte('in_zero', [], [inputZero]),
      byte('weights_zero', [], [maxCode]),
    ],
    outputs: [{ name: `${stage.name}_acc`, element: 'INT32', dims: outputDims(stage, 'N') }],
    attributes: conv ? convAttributes(stage) : {},
  });
}

/** Thresholds that an accumulator reaches, counted, as bytes of activation codes. */
function activated(
  graph: GraphBuilder,
  { stage: { name, units }, thresholds, thresholdCount: count }: IntegerStage,
  sums: TensorInfo,
  { step }: Bytes,
): TensorInfo {
  const { dims } = sums;
  const axis = graph.constant({ name: `${name}_axis`, element: 'INT64', dims: [1], values: [dims.length] });
  const steps = graph.constant({
    name: `${name}_thresholds`,
    element: 'INT32',
    dims: [units, ...dims.slice(2).map(() => 1), count],
    values: thresholds,
  });
  const wide = graph.node({
    op: 'Unsqueeze',
    inputs: [sums, axis],
    outputs: [{ name: `${name}_wide`, element: 'INT32', dims: [...dims, 1] }],
  });
  const reached = graph.node({
    op: 'GreaterOrEqual',
    inputs: [wide, steps],
    outputs: [{ name: `${name}_reached`, element: 'BOOL', dims: [...dims, count] }],
  });
  const counted = graph.node({
    op: 'ReduceSum',
    inputs: [cast(graph, reached, `${name}_ones`, 'INT32'), axis],
    outputs: [{ name: `${name}_counted`, element: 'INT32', dims }],
    attributes: { keepdims: { int: 0 } },
  });
  const levels = cast(graph, counted, `${name}_out`, 'UINT8');
  return step === 2 ? shifted(graph, levels, `${name}_signs`, 'LEFT', 1) : levels;
}

/** `scores`, [N, classes] float64, which holds them exactly, and `class`, [N]: the lowest class wins a tie. */
function classOf(graph: GraphBuilder, s: IntegerStage, sums: TensorInfo): void {
  graph.node({
    op: 'ArgMax',
    inputs: [scoresOf(graph, s, sums, 'DOUBLE')],
    outputs: [{ name: 'class', element: 'INT64', dims: [sums.dims[0]] }],
    attributes: { axis: { int: 1 }, keepdims: { int: 0 }, select_last_index: { int: 0 } },
  });
}
