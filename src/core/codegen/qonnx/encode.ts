import {
  type Attribute,
  ELEMENTS,
  type Initializer,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type TensorInfo,
} from './onnx';
import {
  bytesField,
  bytesOfMessage,
  type Encoded,
  floatField,
  integerField,
  message,
  messageField,
  textField,
} from './wire';

/**
 * Version of the ONNX format: annotations need 5 or newer, and 10 is the newest that FINN's onnx 1.17 reads
 * (onnx docs/Versioning.md).
 */
const IR_VERSION = 8;

/**
 * Bytes of an ONNX file. Field numbers are those of onnx/onnx.proto; fields are written in ascending order and
 * nothing depends on time or place, so that equal models give equal bytes.
 */
export const encodeModel = (model: OnnxModel): Uint8Array =>
  bytesOfMessage(
    message(
      integerField(1, IR_VERSION),
      textField(2, 'bitscape'),
      textField(3, model.producerVersion),
      textField(6, model.description),
      messageField(7, graphMessage(model.graph)),
      ...model.operatorSets.map(({ domain, version }) =>
        messageField(8, message(textField(1, domain), integerField(2, version))),
      ),
    ),
  );

const graphMessage = (graph: OnnxGraph): Encoded =>
  message(
    ...graph.nodes.map((node) => messageField(1, nodeMessage(node))),
    textField(2, graph.name),
    ...graph.initializers.map((tensor) => messageField(5, tensorMessage(tensor))),
    ...graph.inputs.map((tensor) => messageField(11, infoMessage(tensor))),
    ...graph.outputs.map((tensor) => messageField(12, infoMessage(tensor))),
    ...graph.values.map((tensor) => messageField(13, infoMessage(tensor))),
    ...Object.entries(graph.datatypes).map(([name, type]) => messageField(14, annotationMessage(name, type))),
  );

const nodeMessage = ({ name, op, domain, inputs, outputs, attributes }: OnnxNode): Encoded =>
  message(
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(3, name),
    textField(4, op),
    ...Object.entries(attributes).map(([key, value]) => messageField(5, attributeMessage(key, value))),
    ...(domain ? [textField(7, domain)] : []),
  );

/** Its last field is its type: readers do not infer it. */
function attributeMessage(name: string, value: Attribute): Encoded {
  const key = textField(1, name);
  if ('float' in value) return message(key, floatField(2, value.float), integerField(20, 1));
  if ('int' in value) return message(key, integerField(3, value.int), integerField(20, 2));
  if ('text' in value) return message(key, textField(4, value.text), integerField(20, 3));
  return message(key, ...value.ints.map((int) => integerField(8, int)), integerField(20, 7));
}

const tensorMessage = ({ name, element, dims, data }: Initializer): Encoded =>
  message(
    ...dims.map((dim) => integerField(1, dim)),
    integerField(2, ELEMENTS[element]),
    textField(8, name),
    bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );

/** The shape is present even where it has no dimensions: that is a scalar, not an unknown shape. */
function infoMessage({ name, element, dims }: TensorInfo): Encoded {
  const shape = dims.map((dim) =>
    messageField(1, typeof dim === 'number' ? integerField(1, dim) : textField(2, dim)),
  );
  const tensor = message(integerField(1, ELEMENTS[element]), messageField(2, message(...shape)));
  return message(textField(1, name), messageField(2, messageField(1, tensor)));
}

const annotationMessage = (name: string, type: string): Encoded =>
  message(textField(1, name), messageField(2, message(textField(1, 'finn_datatype'), textField(2, type))));
