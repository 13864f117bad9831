/** Shape of a feature map, in pixels and channels; a vector has height = width = 1. */
export interface Shape {
  height: number;
  width: number;
  channels: number;
}

/** `dense`: fully connected. `conv`: square kernel, stride 1, no padding ("valid"). `maxpool`: square, stride = size. */
export type LayerSpec =
  | { kind: 'dense'; units: number }
  | { kind: 'conv'; filters: number; kernel: number }
  | { kind: 'maxpool'; size: number };

/**
 * A feed-forward network before quantization. The last layer is dense and its units are the classes.
 * `activation`: hard tanh (the papers' MLPs) or clipped ReLU (the CNN), applied after BatchNorm.
 */
export interface Topology {
  name: string;
  input: Shape;
  layers: LayerSpec[];
  activation: 'hardtanh' | 'relu';
}

/**
 * One trainable stage: matrix product (dense, or convolution as a product over sliding windows), BatchNorm,
 * activation (all but the last stage), then an optional max-pool. In hardware: an MVAU and what follows it.
 */
export interface Stage {
  /** "mvau0", "mvau1", ... */
  name: string;
  kind: 'dense' | 'conv';
  input: Shape;
  /** Shape before pooling. */
  output: Shape;
  /** Side of the kernel; 0 for dense. */
  kernel: number;
  /** Side of the max-pool after the activation; 1 if there is none. */
  pool: number;
  /** Matrix width MW: inputs per neuron. Convolution order: kernel row, kernel column, channel. */
  fanIn: number;
  /** Matrix height MH: neurons or filters. */
  units: number;
  /** Output vectors per image: 1 for dense, height * width for a convolution. */
  vectors: number;
  last: boolean;
}

export const shapeSize = (s: Shape): number => s.height * s.width * s.channels;

/** Shape after the stage's max-pool (floor division, as tf and PyTorch do). */
export const pooledShape = (stage: Stage): Shape => ({
  height: Math.floor(stage.output.height / stage.pool),
  width: Math.floor(stage.output.width / stage.pool),
  channels: stage.output.channels,
});

/** The chain of stages of a topology, with every shape resolved. Feature maps are in height, width, channel order. */
export function stagesOf(topology: Topology): Stage[] {
  const stages: Stage[] = [];
  let shape = topology.input;
  for (const layer of topology.layers) {
    if (layer.kind === 'maxpool') {
      const previous = stages.at(-1)!;
      previous.pool = layer.size;
      shape = pooledShape(previous);
      continue;
    }
    const stage = stageOf(layer, shape, stages.length);
    stages.push(stage);
    shape = stage.output;
  }
  stages.at(-1)!.last = true;
  return stages;
}

/** Field by field: spreading a common part costs microseconds, and the estimates of a dragged slider need this often. */
function stageOf(layer: Exclude<LayerSpec, { kind: 'maxpool' }>, input: Shape, index: number): Stage {
  const dense = layer.kind === 'dense';
  const kernel = dense ? 0 : layer.kernel;
  const units = dense ? layer.units : layer.filters;
  const output = dense
    ? { height: 1, width: 1, channels: units }
    : { height: input.height - kernel + 1, width: input.width - kernel + 1, channels: units };
  return {
    name: `mvau${index}`,
    kind: layer.kind,
    input,
    output,
    kernel,
    pool: 1,
    fanIn: dense ? shapeSize(input) : kernel * kernel * input.channels,
    units,
    vectors: output.height * output.width,
    last: false,
  };
}

/** Number of classes: the units of the last layer. */
export const classCount = (topology: Topology): number => stagesOf(topology).at(-1)!.units;

/** One-line description of the layers: "784-256-256-256-10" or "28x28x1 conv3x3x12 ... dense10". */
export function describeTopology(topology: Topology): string {
  const { input, layers } = topology;
  if (layers.every((l) => l.kind === 'dense')) {
    return [shapeSize(input), ...layers.map((l) => l.units)].join('-');
  }
  const words = layers.map((l) =>
    l.kind === 'dense'
      ? `dense${l.units}`
      : l.kind === 'conv'
        ? `conv${l.kernel}x${l.kernel}x${l.filters}`
        : `pool${l.size}`,
  );
  return [`${input.height}x${input.width}x${input.channels}`, ...words].join(' ');
}
