import { activationQuantizer } from '../../network/fold';
import type { IntegerNetwork } from '../../network/integer-network';
import { inputQuantizer, type Quantizer, weightQuantizer } from '../../quantizers/quantizer';
import { type BatchNorm, EPSILON, fromTwo, hiddenNorm, scoreNorm } from './batch-norm';
import { scoresAreSums } from './finn-class';
import { type GraphBuilder, graphBuilder } from './graph';
import { convAttributes, flattens, imageDims, outputDims, pooled, stageInput, weightCodes } from './layers';
import { datatypeOf } from './multi-threshold';
import type { OnnxGraph, TensorInfo } from './onnx';
import { bipolarQuant, quant } from './quant';
import { type QuantStyle, quantStyle } from './quant-style';

/** Name of the scores. */
const OUTPUT = 'global_out';

/** The QONNX graph, and in how many of the hidden neurons float32 may give another level at a threshold. */
export interface QonnxGraph {
  graph: OnnxGraph;
  fragile: number;
}

/**
 * The network as quantized weights, MatMul or Conv, BatchNorm and quantized activations: QONNX for FINN, hls4ml and
 * whoever reads Quant nodes. It reads the input's codes (8-bit codes are the pixels) and gives the scores, up to a
 * common factor. No Quant is on the input: FINN refuses an unsigned one there, and makes a signed one a thresholding
 * unit of 255 steps.
 */
export function qonnxGraph(network: IntegerNetwork, name: string): QonnxGraph {
  const { precision, topology, stages } = network;
  const graph = graphBuilder();
  const activation = activationQuantizer(topology, precision.activationBits);
  const style = quantStyle(activation);
  const weight = weightQuantizer(precision.weightBits);
  const datatype = datatypeOf(inputQuantizer(precision.inputBits));
  let x = graph.input({ name: 'global_in', dims: imageDims(network, 1), datatype });
  let fragile = 0;
  for (const [i, s] of stages.entries()) {
    const { stage } = s;
    const input = stageInput(graph, s, x);
    // FINN converts a graph only if it has a Quant: where all else is BipolarQuant, the last weights are 2 bits wide.
    const alone = stage.last && weight.bipolar && style === 'sign';
    const weights = quantizedWeights(graph, network, i, alone ? weightQuantizer(2) : weight);
    const conv = stage.kind === 'conv';
    const bare = stage.last && scoresAreSums(s);
    const sums = graph.node({
      op: conv ? 'Conv' : 'MatMul',
      inputs: [input, weights],
      outputs: [{ name: bare ? OUTPUT : `${stage.name}_acc`, dims: outputDims(stage, 1) }],
      attributes: conv ? convAttributes(stage) : {},
    });
    const unit = weight.step * (i === 0 ? 1 : activation.step);
    if (stage.last) {
      x = bare ? sums : normalized(graph, sums, OUTPUT, scoreNorm(network, unit));
    } else {
      const hidden = hiddenNorm(network, i, unit);
      fragile += hidden.fragile;
      const y = normalized(graph, sums, `${stage.name}_norm`, hidden.norm);
      x = pooled(graph, s, activated(graph, y, stage.name, style, activation));
    }
  }
  return { graph: graph.build(name, [OUTPUT]), fragile };
}

/** Weights that are on the quantizer's grid already, [inputs][units], and the node that says so. */
function quantizedWeights(
  graph: GraphBuilder,
  network: IntegerNetwork,
  index: number,
  quantizer: Quantizer,
): TensorInfo {
  const s = network.stages[index];
  const { step } = weightQuantizer(network.precision.weightBits);
  const { dims, codes } = weightCodes(s, flattens(network, index));
  const name = `${s.stage.name}_weights`;
  const values = Float32Array.from(codes, (code) => code * step);
  const floats = graph.constant({ name: `${name}_float`, dims, values });
  if (quantizer.bipolar) return bipolarQuant(graph, floats, name);
  return quant(graph, floats, name, {
    scale: quantizer.step,
    bits: quantizer.bits,
    signed: true,
    narrow: true,
  });
}

function normalized(graph: GraphBuilder, x: TensorInfo, name: string, norm: BatchNorm): TensorInfo {
  const parameter = (key: keyof BatchNorm) =>
    graph.constant({ name: `${name}_${key}`, dims: [norm[key].length], values: norm[key] });
  return graph.node({
    op: 'BatchNormalization',
    inputs: [x, parameter('gamma'), parameter('beta'), parameter('mean'), parameter('variance')],
    outputs: [{ name, dims: x.dims }],
    attributes: { epsilon: { float: EPSILON }, momentum: { float: 0.9 } },
  });
}

/** The activation of a style after BatchNorm. */
function activated(
  graph: GraphBuilder,
  y: TensorInfo,
  stage: string,
  style: QuantStyle,
  { step, bits }: Quantizer,
): TensorInfo {
  const name = `${stage}_out`;
  if (style === 'sign') return bipolarQuant(graph, y, name);
  if (style === 'narrow') return quant(graph, y, name, { scale: step, bits, signed: true, narrow: true });
  const levels = { scale: step, bits, signed: false, narrow: false };
  const positive = relu(graph, y, `${stage}_relu`);
  if (style === 'relu') return quant(graph, positive, name, levels);
  const mirrored = normalized(graph, positive, `${stage}_mirror`, fromTwo(Number(y.dims[1])));
  return quant(graph, relu(graph, mirrored, `${stage}_clip`), name, levels);
}

const relu = (graph: GraphBuilder, x: TensorInfo, name: string): TensorInfo =>
  graph.node({ op: 'Relu', inputs: [x], outputs: [{ name, dims: x.dims }] });
