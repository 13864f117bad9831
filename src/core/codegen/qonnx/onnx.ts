/** Element types of tensors: `TensorProto.DataType`. */
export const ELEMENTS = { FLOAT: 1, UINT8: 2, INT32: 6, INT64: 7, BOOL: 9, DOUBLE: 11 } as const;

export type Element = keyof typeof ELEMENTS;

/** Name, element type and shape of a tensor; a text in the shape is a size that the caller chooses. */
export interface TensorInfo {
  name: string;
  element: Element;
  dims: readonly (number | string)[];
}

/** A constant tensor; `data` holds its elements in row-major order. */
export interface Initializer extends TensorInfo {
  dims: readonly number[];
  data: ArrayBufferView;
}

/** Value of a node's attribute: one member, which says its type. */
export type Attribute = { int: number } | { float: number } | { text: string } | { ints: readonly number[] };

/** One operation. Its name is that of its first output. */
export interface OnnxNode {
  name: string;
  op: string;
  /** "" is ONNX itself. */
  domain: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: Readonly<Record<string, Attribute>>;
}

/** A graph; `datatypes` are FINN's types of tensors whose elements are floats. */
export interface OnnxGraph {
  name: string;
  nodes: readonly OnnxNode[];
  inputs: readonly TensorInfo[];
  outputs: readonly TensorInfo[];
  /** Every other tensor, initializers included. */
  values: readonly TensorInfo[];
  initializers: readonly Initializer[];
  datatypes: Readonly<Record<string, string>>;
}

/** A model with the operator sets that it uses, ONNX's own first (qonnx reads the version of the first one). */
export interface OnnxModel {
  producerVersion: string;
  /** What a reader should know. */
  description: string;
  operatorSets: readonly { domain: string; version: number }[];
  graph: OnnxGraph;
}
