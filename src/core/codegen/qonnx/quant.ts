import type { GraphBuilder } from './graph';
import type { TensorInfo } from './onnx';
import { QONNX_DOMAIN } from './operator-sets';

/** A uniform quantizer of `bits` bits: its codes times `scale`. */
export interface QuantRange {
  scale: number;
  bits: number;
  signed: boolean;
  narrow: boolean;
}

/**
 * A Quant node. Scale, zero point and width are scalars of its own (hls4ml removes them with their node), every
 * attribute is written (hls4ml knows no defaults), and it rounds half to even, which all readers support.
 */
export function quant(graph: GraphBuilder, x: TensorInfo, name: string, range: QuantRange): TensorInfo {
  const scalar = (suffix: string, value: number) =>
    graph.constant({ name: `${name}_${suffix}`, dims: [], values: [value] });
  return graph.node({
    op: 'Quant',
    domain: QONNX_DOMAIN,
    inputs: [x, scalar('scale', range.scale), scalar('zeropt', 0), scalar('bits', range.bits)],
    outputs: [{ name, dims: x.dims }],
    attributes: {
      signed: { int: Number(range.signed) },
      narrow: { int: Number(range.narrow) },
      rounding_mode: { text: 'ROUND' },
    },
  });
}

/** A BipolarQuant node: +1 from 0 on, else -1. */
export const bipolarQuant = (graph: GraphBuilder, x: TensorInfo, name: string): TensorInfo =>
  graph.node({
    op: 'BipolarQuant',
    domain: QONNX_DOMAIN,
    inputs: [x, graph.constant({ name: `${name}_scale`, dims: [], values: [1] })],
    outputs: [{ name, dims: x.dims }],
  });
