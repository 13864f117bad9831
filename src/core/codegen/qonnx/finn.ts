import { activationQuantizer } from '../../network/fold';
import type { IntegerNetwork, IntegerStage } from '../../network/integer-network';
import { weightQuantizer } from '../../quantizers/quantizer';
import { finnClass } from './finn-class';
import { finnInput } from './finn-input';
import { type GraphBuilder, graphBuilder } from './graph';
import {
  convAttributes,
  flattens,
  imageDims,
  outputDims,
  pooled,
  stageInput,
  type WeightCodes,
  weightCodes,
} from './layers';
import { datatypeOf, multiThreshold } from './multi-threshold';
import type { OnnxGraph, TensorInfo } from './onnx';

/**
 * The integer network for FINN: MatMul or Conv, MultiThreshold with the network's own thresholds, TopK. Tensors are
 * floats that hold integers, as annotated. It reads pixels 0..255 and gives the class. Layouts and annotations are
 * those of qonnx and FINN 0.10 (see docs/qonnx.md).
 */
export function finnGraph(network: IntegerNetwork, name: string): OnnxGraph {
  const graph = graphBuilder();
  const pixels = graph.input({ name: 'global_in', dims: imageDims(network, 1), datatype: 'UINT8' });
  let x = finnInput(graph, network, pixels);
  let classes = '';
  const datatype = datatypeOf(activationQuantizer(network.topology, network.precision.activationBits));
  for (const [i, s] of network.stages.entries()) {
    const input = stageInput(graph, s, x, datatype);
    const sums = accumulators(graph, network, s, input, weightCodes(s, flattens(network, i)));
    if (s.stage.last) classes = finnClass(graph, network, s, sums);
    else x = activated(graph, network, s, sums);
  }
  return graph.build(name, [classes]);
}

function accumulators(
  graph: GraphBuilder,
  { precision }: IntegerNetwork,
  { stage }: IntegerStage,
  x: TensorInfo,
  { dims, codes }: WeightCodes,
): TensorInfo {
  const weights = graph.constant({
    name: `${stage.name}_weights`,
    dims,
    values: codes,
    datatype: datatypeOf(weightQuantizer(precision.weightBits)),
  });
  const conv = stage.kind === 'conv';
  return graph.node({
    op: conv ? 'Conv' : 'MatMul',
    inputs: [x, weights],
    outputs: [{ name: `${stage.name}_acc`, dims: outputDims(stage, 1), datatype: 'INT32' }],
    attributes: conv ? convAttributes(stage) : {},
  });
}

function activated(
  graph: GraphBuilder,
  { topology, precision }: IntegerNetwork,
  s: IntegerStage,
  sums: TensorInfo,
): TensorInfo {
  const { stage, thresholds, thresholdCount } = s;
  const quantizer = activationQuantizer(topology, precision.activationBits);
  const levels = multiThreshold(graph, sums, {
    name: `${stage.name}_out`,
    thresholds: { dims: [stage.units, thresholdCount], values: thresholds, datatype: 'INT32' },
    datatype: datatypeOf(quantizer),
    ...(quantizer.bipolar ? { scale: 2, bias: -1 } : { scale: 1, bias: quantizer.minCode }),
  });
  return pooled(graph, s, levels, datatypeOf(quantizer));
}
