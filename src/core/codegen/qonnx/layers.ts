import type { IntegerNetwork, IntegerStage } from '../../network/integer-network';
import { pooledShape, type Stage, shapeSize } from '../../network/topology';
import type { GraphBuilder } from './graph';
import type { Attribute, TensorInfo } from './onnx';

/** Batch size of a file: 1, or a name for a size that the caller chooses. */
export type Batch = 1 | 'N';

/** Shape of a network's images in ONNX: [batch, channels, rows, columns] for convolutions, else flat. */
export const imageDims = ({ stages: [{ stage }] }: IntegerNetwork, batch: Batch): (number | string)[] =>
  stage.kind === 'conv'
    ? [batch, stage.input.channels, stage.input.height, stage.input.width]
    : [batch, stage.fanIn];

/** Shape of a stage's accumulators: [batch, units] or [batch, channels, rows, columns]. */
export const outputDims = ({ kind, units, output }: Stage, batch: Batch): (number | string)[] =>
  kind === 'conv' ? [batch, units, output.height, output.width] : [batch, units];

/** Weight codes in ONNX order: MatMul [inputs][units], Conv [units][channels][rows][columns]. */
export interface WeightCodes {
  dims: readonly number[];
  codes: Int16Array;
}

/**
 * Reorders a stage's weights, whose inputs are in row, column, channel order, for ONNX's channel, row, column
 * order. `flattened` says that a feature map was flattened into a dense stage's inputs.
 */
export function weightCodes({ stage, weights }: IntegerStage, flattened: boolean): WeightCodes {
  const { kind, kernel, fanIn, units } = stage;
  const { channels } = stage.input;
  const pixels = kind === 'conv' ? kernel * kernel : flattened ? fanIn / channels : fanIn;
  const perPixel = fanIn / pixels;
  const codes = new Int16Array(weights.length);
  for (let n = 0; n < units; n++) {
    for (let i = 0; i < fanIn; i++) {
      const place = (i % perPixel) * pixels + Math.floor(i / perPixel);
      codes[kind === 'conv' ? n * fanIn + place : place * units + n] = weights[n * fanIn + i];
    }
  }
  return { codes, dims: kind === 'conv' ? [units, channels, kernel, kernel] : [fanIn, units] };
}

/** True if a dense stage reads the feature map of a convolution. */
export const flattens = ({ stages }: IntegerNetwork, index: number): boolean =>
  index > 0 && stages[index].stage.kind === 'dense' && stages[index - 1].stage.kind === 'conv';

/** What all attributes of a convolution are here; hls4ml wants each of them written. */
export const convAttributes = ({ kernel }: Stage): Record<string, Attribute> => ({
  dilations: { ints: [1, 1] },
  group: { int: 1 },
  kernel_shape: { ints: [kernel, kernel] },
  pads: { ints: [0, 0, 0, 0] },
  strides: { ints: [1, 1] },
});

/** A stage's input as its product reads it: a feature map is flattened for a dense stage. */
export function stageInput(
  graph: GraphBuilder,
  { stage }: IntegerStage,
  x: TensorInfo,
  datatype?: string,
): TensorInfo {
  if (stage.kind === 'conv' || x.dims.length === 2) return x;
  const dims = [x.dims[0], shapeSize(stage.input)];
  const output = { ...like(x), name: `${stage.name}_in`, dims, datatype };
  return graph.node({ op: 'Flatten', inputs: [x], outputs: [output], attributes: { axis: { int: 1 } } });
}

/** The max-pool after a stage's activation, if it has one. */
export function pooled(
  graph: GraphBuilder,
  { stage }: IntegerStage,
  x: TensorInfo,
  datatype?: string,
): TensorInfo {
  const { pool, name } = stage;
  if (pool === 1) return x;
  const { channels, height, width } = pooledShape(stage);
  const output = { ...like(x), name: `${name}_pool`, dims: [x.dims[0], channels, height, width], datatype };
  const attributes = {
    kernel_shape: { ints: [pool, pool] },
    pads: { ints: [0, 0, 0, 0] },
    strides: { ints: [pool, pool] },
  };
  return graph.node({ op: 'MaxPool', inputs: [x], outputs: [output], attributes });
}

const like = ({ element }: TensorInfo): Pick<TensorInfo, 'element'> => ({ element });
