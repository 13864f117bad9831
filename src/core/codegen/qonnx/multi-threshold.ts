import type { Quantizer } from '../../quantizers/quantizer';
import type { GraphBuilder } from './graph';
import type { TensorInfo } from './onnx';
import { QONNX_DOMAIN } from './operator-sets';

/** FINN's name of the type that holds a quantizer's codes. */
export function datatypeOf({ bipolar, bits, minCode }: Quantizer): string {
  if (bipolar) return 'BIPOLAR';
  if (minCode < 0) return `INT${bits}`;
  return bits === 1 ? 'BINARY' : `UINT${bits}`;
}

/** A MultiThreshold to be made: its output is scale * (thresholds reached) + bias. */
export interface Thresholding {
  name: string;
  thresholds: { dims: readonly [number, number]; values: ArrayLike<number>; datatype: string };
  datatype: string;
  scale: number;
  bias: number;
}

/**
 * A MultiThreshold node. The layout is named for feature maps alone: FINN's qonnx accepts no name for vectors, and
 * takes axis 1 for the channels.
 */
export function multiThreshold(graph: GraphBuilder, x: TensorInfo, options: Thresholding): TensorInfo {
  const { name, thresholds, datatype, scale, bias } = options;
  return graph.node({
    op: 'MultiThreshold',
    domain: QONNX_DOMAIN,
    inputs: [x, graph.constant({ name: `${name}_thresholds`, ...thresholds })],
    outputs: [{ name, dims: x.dims, datatype }],
    attributes: {
      out_dtype: { text: datatype },
      out_scale: { float: scale },
      out_bias: { float: bias },
      ...(x.dims.length === 4 ? { data_layout: { text: 'NCHW' } } : {}),
    },
  });
}
