import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeModel } from './encode';
import { graphBuilder } from './graph';
import { attribute, constantsOf, decodeModel } from './testing';
import { bytesOfMessage, integerField, textField } from './wire';

/** A model of one node with everything that a file can hold. */
function bytesOf(ints: number[], float: number, text: string): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input({ name: 'x', dims: ['N', 3], datatype: 'INT4' });
  const scalar = graph.constant({ name: 'scalar', dims: [], values: [float] });
  const longs = graph.constant({ name: 'longs', dims: [ints.length], element: 'INT64', values: ints });
  graph.node({
    op: 'Thing',
    domain: 'own.domain',
    inputs: [x, scalar, longs],
    outputs: [
      { name: 'y', dims: ['N', 3], element: 'DOUBLE' },
      { name: 'z', dims: [1] },
    ],
    attributes: { ints: { ints }, int: { int: ints[0] }, float: { float }, text: { text } },
  });
  return encodeModel({
    producerVersion: '1.2.3',
    description: text,
    operatorSets: [
      { domain: '', version: 11 },
      { domain: 'own.domain', version: 2 },
    ],
    graph: graph.build('graph', ['z', 'y']),
  });
}

const integers = fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 5 });

describe('an ONNX file', () => {
  it('is read by an independent definition of the format as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        integers,
        fc.float({ noNaN: true }),
        fc.string({ unit: 'grapheme' }),
        async (ints, float, text) => {
          const model = await decodeModel(bytesOf(ints, float, text));
          expect(model.docString).toBe(text);
          const [node] = model.graph!.node!;
          expect(attribute(node, 'ints')).toEqual(ints);
          expect(attribute(node, 'int')).toBe(ints[0]);
          expect(attribute(node, 'float')).toBe(float);
          expect(attribute(node, 'text')).toBe(text);
          const constants = constantsOf(model.graph!);
          expect(constants.get('scalar')).toEqual({ dims: [], data: Float32Array.of(float) });
          expect(constants.get('longs')).toEqual({ dims: [ints.length], data: Float32Array.from(ints) });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('says its version, operator sets, shapes and types', async () => {
    const model = await decodeModel(bytesOf([1], 0.5, 'text'));
    expect(Number(model.irVersion)).toBe(8);
    expect(model.producerName).toBe('bitscape');
    expect(model.producerVersion).toBe('1.2.3');
    expect(model.opsetImport.map((set) => [set.domain, Number(set.version)])).toEqual([
      ['', 11],
      ['own.domain', 2],
    ]);
    const { graph } = model;
    expect(graph!.name).toBe('graph');
    expect(graph!.node![0]).toMatchObject({ name: 'y', opType: 'Thing', domain: 'own.domain' });
    expect(graph!.node![0].output).toEqual(['y', 'z']);
    expect(graph!.output!.map(({ name }) => name)).toEqual(['z', 'y']);
    expect(graph!.valueInfo!.map(({ name }) => name)).toEqual(['scalar', 'longs']);
    const shape = graph!.input![0].type!.tensorType!.shape!.dim!;
    expect(shape.map((dim) => dim.dimParam || Number(dim.dimValue))).toEqual(['N', 3]);
    expect(graph!.quantizationAnnotation).toMatchObject([
      { tensorName: 'x', quantParameterTensorNames: [{ key: 'finn_datatype', value: 'INT4' }] },
    ]);
  });

  it('gives a scalar a shape without dimensions, not no shape', async () => {
    const model = await decodeModel(bytesOf([1], 0.5, ''));
    const scalar = model.graph!.valueInfo!.find(({ name }) => name === 'scalar')!;
    expect(scalar.type!.tensorType!.shape).toBeTruthy();
    expect(scalar.type!.tensorType!.shape!.dim).toEqual([]);
  });
});

// Worked examples of protobuf.dev/programming-guides/encoding: 150 in field 1, "testing" in field 2, -2 in ten bytes.
it.each([
  [integerField(1, 150), [0x08, 0x96, 0x01]],
  [textField(2, 'testing'), [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]],
  [integerField(1, -2), [0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
])('encodes the examples of the wire format (%#)', (field, bytes) => {
  expect([...bytesOfMessage(field)]).toEqual(bytes);
});
