import type { Attribute, Element, Initializer, OnnxGraph, OnnxNode, TensorInfo } from './onnx';

/** A tensor to be made: float32 unless `element` says otherwise; `datatype` is FINN's type of what it holds. */
export interface NewTensor {
  name: string;
  dims: readonly (number | string)[];
  element?: Element;
  datatype?: string;
}

/** A constant to be made, its values in row-major order. */
export interface NewConstant extends NewTensor {
  dims: readonly number[];
  values: ArrayLike<number>;
}

/** A node to be made. */
export interface NewNode {
  op: string;
  inputs: readonly TensorInfo[];
  /** Its first output names the node. */
  outputs: readonly [NewTensor, ...NewTensor[]];
  domain?: string;
  attributes?: Readonly<Record<string, Attribute>>;
}

/** Collects a graph in the order in which it computes. */
export interface GraphBuilder {
  input(tensor: NewTensor): TensorInfo;
  constant(constant: NewConstant): TensorInfo;
  /** Adds a node and gives its first output. */
  node(node: NewNode): TensorInfo;
  /** The graph, with these of its tensors as outputs. */
  build(name: string, outputs: readonly string[]): OnnxGraph;
}

/** How the values of a constant are held. */
const ARRAYS: Readonly<Record<Element, (values: ArrayLike<number>) => ArrayBufferView>> = {
  FLOAT: (values) => new Float32Array(values),
  DOUBLE: (values) => new Float64Array(values),
  UINT8: (values) => new Uint8Array(values),
  BOOL: (values) => new Uint8Array(values),
  INT32: (values) => new Int32Array(values),
  INT64: (values) => BigInt64Array.from(Array.from(values, BigInt)),
};

/** An empty graph. */
export function graphBuilder(): GraphBuilder {
  const inputs: TensorInfo[] = [];
  const initializers: Initializer[] = [];
  const nodes: OnnxNode[] = [];
  const made: TensorInfo[] = [];
  const datatypes: Record<string, string> = {};
  const declare = ({ name, dims, element = 'FLOAT', datatype }: NewTensor): TensorInfo => {
    if (datatype) datatypes[name] = datatype;
    return { name, element, dims };
  };
  return {
    input(tensor) {
      inputs.push(declare(tensor));
      return inputs.at(-1)!;
    },
    constant({ values, dims, ...tensor }) {
      const info = declare({ ...tensor, dims });
      initializers.push({ ...info, dims, data: ARRAYS[info.element](values) });
      made.push(info);
      return info;
    },
    node({ op, inputs: from, outputs, domain = '', attributes = {} }) {
      const infos = outputs.map(declare);
      made.push(...infos);
      nodes.push({
        name: infos[0].name,
        op,
        domain,
        inputs: from.map((tensor) => tensor.name),
        outputs: infos.map((tensor) => tensor.name),
        attributes,
      });
      return infos[0];
    },
    build(name, outputs) {
      const isOutput = (tensor: TensorInfo) => outputs.includes(tensor.name);
      return {
        name,
        nodes,
        inputs,
        outputs: outputs.map((output) => made.find((tensor) => tensor.name === output)!),
        values: made.filter((tensor) => !isOutput(tensor)),
        initializers,
        datatypes,
      };
    },
  };
}
