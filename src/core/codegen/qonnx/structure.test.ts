import type { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { syntheticDigits } from '../../datasets/synthetic';
import type { IntegerNetwork } from '../../network/integer-network';
import { randomImages } from '../../network/testing';
import type { Topology } from '../../network/topology';
import { encodeModel } from './encode';
import { finnGraph } from './finn';
import type { OnnxGraph } from './onnx';
import { QONNX_SETS, STANDARD_SETS } from './operator-sets';
import { qonnxGraph } from './qonnx';
import { standardGraph } from './standard';
import {
  attribute,
  CASES,
  constantsOf,
  decodeModel,
  MLP,
  ODD,
  precisionOf,
  quantRange,
  variedNetwork,
} from './testing';

const digits = syntheticDigits({ seed: 5, count: 30 });
const noise = randomImages(ODD, 30, 3);

const networkOf = (topology: Topology, bits: readonly number[]) =>
  variedNetwork(topology, precisionOf(bits), topology === ODD ? noise : digits);

const decoded = (graph: OnnxGraph, operatorSets: typeof QONNX_SETS | typeof STANDARD_SETS) =>
  decodeModel(encodeModel({ producerVersion: '0', description: '', operatorSets, graph }));

/** Makes a file of a network once. */
function once(make: (network: IntegerNetwork) => Promise<onnx.ModelProto>) {
  const made = new Map<string, Promise<onnx.ModelProto>>();
  return (topology: Topology, bits: readonly number[]): Promise<onnx.ModelProto> => {
    const key = `${topology.name} ${bits}`;
    const model = made.get(key) ?? make(networkOf(topology, bits));
    made.set(key, model);
    return model;
  };
}

const finnFile = once((network) => decoded(finnGraph(network, 'finn'), QONNX_SETS));
const qonnxFile = once((network) => decoded(qonnxGraph(network, 'qonnx').graph, QONNX_SETS));
const standardFile = once((network) => decoded(standardGraph(network, 'standard'), STANDARD_SETS));

const FILES = { finn: finnFile, qonnx: qonnxFile, standard: standardFile };

const producerOf = (graph: onnx.IGraphProto, tensor: string) =>
  graph.node!.find(({ output }) => output!.includes(tensor));
const consumersOf = (graph: onnx.IGraphProto, tensor: string) =>
  graph.node!.filter(({ input }) => input!.includes(tensor));
const datatypesOf = (graph: onnx.IGraphProto) =>
  new Map(graph.quantizationAnnotation!.map((a) => [a.tensorName!, a.quantParameterTensorNames![0].value!]));
const infosOf = (graph: onnx.IGraphProto) => [...graph.input!, ...graph.output!, ...graph.valueInfo!];
const dimsOf = (info: onnx.IValueInfoProto) =>
  info.type!.tensorType!.shape!.dim!.map((dim) => dim.dimParam || Number(dim.dimValue));

const every = Object.entries(FILES).flatMap(([kind, file]) =>
  CASES.map(({ name, topology, bits }) => ({ kind, name, bits, open: () => file(topology, bits) })),
);

describe.each(every)('the $kind file of $name at $bits', ({ kind, open }) => {
  it('has a shape for every tensor, constants included, once', async () => {
    const { graph } = await open();
    const named = infosOf(graph!).map(({ name }) => name!);
    expect(new Set(named).size).toBe(named.length);
    const used = graph!.node!.flatMap(({ input, output }) => [...input!, ...output!]);
    expect([...new Set(used)].sort()).toEqual(named.sort());
    for (const info of infosOf(graph!)) expect(info.type!.tensorType!.shape).toBeTruthy();
    const constants = constantsOf(graph!);
    for (const info of infosOf(graph!).filter(({ name }) => constants.has(name!))) {
      const { dims, data } = constants.get(info.name!)!;
      expect(dimsOf(info)).toEqual(dims);
      expect(data.length).toBe(dims.reduce((a, b) => a * b, 1));
    }
    expect(graph!.input!.some(({ name }) => constants.has(name!))).toBe(false);
  });

  it('computes in order, with node names that are C++ names', async () => {
    const { graph } = await open();
    const known = new Set([...constantsOf(graph!).keys(), ...graph!.input!.map(({ name }) => name!)]);
    for (const node of graph!.node!) {
      for (const input of node.input!) expect(known).toContain(input);
      for (const output of node.output!) known.add(output);
    }
    const names = graph!.node!.map(({ name }) => name!);
    expect(new Set(names).size).toBe(names.length);
    for (const name of [...names, graph!.name!]) expect(name).toMatch(/^[A-Za-z_]\w*$/);
  });

  it("names ONNX's own operator set first", async () => {
    const model = await open();
    const sets = model.opsetImport.map((set) => [set.domain, Number(set.version)]);
    expect(Number(model.irVersion)).toBe(8);
    if (kind === 'standard') expect(sets).toEqual([['', 13]]);
    else
      expect(sets).toEqual([
        ['', 11],
        ['qonnx.custom_op.general', 1],
      ]);
    const custom = ['Quant', 'BipolarQuant', 'MultiThreshold'];
    for (const { opType, domain } of model.graph!.node!) {
      expect(domain ?? '').toBe(custom.includes(opType!) ? 'qonnx.custom_op.general' : '');
    }
  });

  it('has convolutions and pools as every reader takes them: in channel order, all attributes written', async () => {
    const { graph } = await open();
    for (const node of graph!.node!.filter(({ opType }) => opType!.startsWith('Conv'))) {
      const [, weights] = node.input!.map((name) =>
        dimsOf(infosOf(graph!).find((info) => info.name === name)!),
      );
      expect(attribute(node, 'kernel_shape')).toEqual(weights.slice(2));
      expect(attribute(node, 'strides')).toEqual([1, 1]);
      expect(attribute(node, 'pads')).toEqual([0, 0, 0, 0]);
      expect(attribute(node, 'dilations')).toEqual([1, 1]);
      expect(attribute(node, 'group')).toBe(1);
      expect(node.input).toHaveLength(node.opType === 'Conv' ? 2 : 4);
    }
    for (const node of graph!.node!.filter(({ opType }) => opType === 'MaxPool')) {
      expect(attribute(node, 'strides')).toEqual(attribute(node, 'kernel_shape'));
      expect(attribute(node, 'pads')).toEqual([0, 0, 0, 0]);
    }
  });
});

describe.each(CASES)('the FINN file of $name at $bits', ({ topology, bits }) => {
  it('says the integer type of all that becomes hardware, and holds nothing else', async () => {
    const { graph } = await finnFile(topology, bits);
    const types = datatypesOf(graph!);
    const constants = constantsOf(graph!);
    expect(types.get('global_in')).toBe('UINT8');
    expect(types.get('global_out')).toBe('UINT32');
    for (const node of graph!.node!.filter(({ opType }) => /^(MatMul|Conv|MultiThreshold)$/.test(opType!))) {
      for (const tensor of [...node.input!, ...node.output!]) expect([...types.keys()]).toContain(tensor);
    }
    for (const [tensor, { data }] of constants) {
      const type = types.get(tensor);
      if (!type) continue;
      expect(data.every((value) => holds(type, value))).toBe(true);
    }
  });

  it('keeps the thresholds of the network, ascending, and the weights', async () => {
    const network = networkOf(topology, bits);
    const { graph } = await finnFile(topology, bits);
    const constants = constantsOf(graph!);
    for (const { stage, thresholds, thresholdCount, weights } of network.stages) {
      const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
      expect(sorted(constants.get(`${stage.name}_weights`)!.data)).toEqual(sorted(weights));
      if (stage.last) continue;
      const { dims, data } = constants.get(`${stage.name}_out_thresholds`)!;
      expect(dims).toEqual([stage.units, thresholdCount]);
      expect([...data]).toEqual([...thresholds]);
      for (let n = 0; n < stage.units; n++) {
        const own = [...data.subarray(n * thresholdCount, (n + 1) * thresholdCount)];
        expect(own).toEqual(sorted(own));
      }
    }
  });

  it('has MultiThresholds that FINN turns into units', async () => {
    const { graph } = await finnFile(topology, bits);
    const types = datatypesOf(graph!);
    for (const node of graph!.node!.filter(({ opType }) => opType === 'MultiThreshold')) {
      const type = attribute(node, 'out_dtype') as string;
      const scale = attribute(node, 'out_scale');
      const bias = attribute(node, 'out_bias') as number;
      expect(types.get(node.output![0])).toBe(type);
      expect([scale, bias]).toEqual(type === 'BIPOLAR' ? [2, -1] : [1, Math.trunc(bias)]);
      if (type.startsWith('INT')) expect(bias).toBeLessThan(0);
      const flat = dimsOf(infosOf(graph!).find(({ name }) => name === node.output![0])!).length === 2;
      expect(attribute(node, 'data_layout')).toBe(flat ? undefined : 'NCHW');
      const steps = constantsOf(graph!).get(node.input![1])!.dims[1];
      expect(holds(type, bias + (scale as number) * steps)).toBe(true);
    }
  });

  it('has no bipolar unit of thresholds alone before weights that are not bipolar', async () => {
    const { graph } = await finnFile(topology, bits);
    const types = datatypesOf(graph!);
    const input = consumersOf(graph!, 'global_in').find(({ opType }) => opType === 'MultiThreshold');
    if (types.get(input?.output?.[0] ?? '') === 'BIPOLAR') expect(types.get('mvau0_weights')).toBe('BIPOLAR');
    if (bits[2] === 8) expect(input).toBeUndefined();
  });

  it('ends in a TopK whose floats stay on the host', async () => {
    const { graph } = await finnFile(topology, bits);
    const top = graph!.node!.at(-1)!;
    expect(top.opType).toBe('TopK');
    expect([attribute(top, 'axis'), attribute(top, 'largest'), attribute(top, 'sorted')]).toEqual([-1, 1, 1]);
    expect(constantsOf(graph!).get(top.input![1])).toEqual({ dims: [1], data: Float32Array.of(1) });
    expect(consumersOf(graph!, top.output![0])).toEqual([]);
    expect(datatypesOf(graph!).has(top.input![0])).toBe(false);
    expect(graph!.output!.map(({ name }) => name)).toEqual([top.output![1]]);
  });
});

it('the FINN file of a network whose classes share scale and offset takes the class from the sums', async () => {
  const network = networkOf(MLP, [2, 2, 1]);
  network.stages[2].scale.fill(700);
  network.stages[2].bias.fill(-3);
  const { graph } = await decoded(finnGraph(network, 'finn'), QONNX_SETS);
  const top = graph!.node!.at(-1)!;
  expect(producerOf(graph!, top.input![0])!.opType).toBe('MatMul');
  expect(datatypesOf(graph!).get(top.input![0])).toBe('INT32');
  const qonnx = await decoded(qonnxGraph(network, 'qonnx').graph, QONNX_SETS);
  expect(qonnx.graph!.node!.at(-1)).toMatchObject({ opType: 'MatMul', output: ['global_out'] });
});

describe.each(CASES)('the QONNX file of $name at $bits', ({ topology, bits }) => {
  it('uses what FINN and hls4ml both read', async () => {
    const { graph } = await qonnxFile(topology, bits);
    const known = [
      'Quant',
      'BipolarQuant',
      'MatMul',
      'Conv',
      'BatchNormalization',
      'Relu',
      'MaxPool',
      'Flatten',
    ];
    for (const { opType } of graph!.node!) expect(known).toContain(opType);
    // hls4ml takes an Add with "bias" in a name for a layer of its own (converters/onnx/merge.py).
    expect(infosOf(graph!).filter(({ name }) => name!.includes('bias'))).toEqual([]);
  });

  it('has a Quant, so that FINN converts it', async () => {
    const { graph } = await qonnxFile(topology, bits);
    expect(graph!.node!.filter(({ opType }) => opType === 'Quant')).not.toEqual([]);
  });

  it('has no quantizer on its input, which says its type', async () => {
    const { graph } = await qonnxFile(topology, bits);
    const types = { 1: 'BIPOLAR', 8: 'UINT8' } as Record<number, string>;
    expect(datatypesOf(graph!)).toEqual(new Map([['global_in', types[bits[2]] ?? `UINT${bits[2]}`]]));
    for (const { opType } of consumersOf(graph!, 'global_in')) expect(opType).toMatch(/^(MatMul|Conv)$/);
  });

  it('writes all of a Quant, with scalars of its own', async () => {
    const { graph } = await qonnxFile(topology, bits);
    const constants = constantsOf(graph!);
    for (const node of graph!.node!.filter(({ opType }) => opType!.endsWith('Quant'))) {
      const [x, ...parameters] = node.input!;
      for (const parameter of parameters) {
        expect(constants.get(parameter)!.dims).toEqual([]);
        expect(consumersOf(graph!, parameter)).toHaveLength(1);
      }
      if (node.opType === 'BipolarQuant') {
        expect(constants.get(parameters[0])!.data[0]).toBe(1);
        continue;
      }
      const [scale, zero, width] = parameters.map((name) => constants.get(name)!.data[0]);
      expect(Number.isInteger(Math.log2(scale))).toBe(true);
      expect(zero).toBe(0);
      expect(node.attribute!.map(({ name }) => name).sort()).toEqual(['narrow', 'rounding_mode', 'signed']);
      expect(attribute(node, 'rounding_mode')).toBe('ROUND');
      const signed = attribute(node, 'signed') === 1;
      const producer = producerOf(graph!, x);
      // FINN's handlers: unsigned and not narrow after a Relu, signed after a BatchNorm, narrow for weights.
      if (producer) expect(producer.opType).toBe(signed ? 'BatchNormalization' : 'Relu');
      else expect(attribute(node, 'narrow')).toBe(1);
      if (!signed) expect(attribute(node, 'narrow')).toBe(0);
      if (producer) continue;
      const { low, high } = quantRange(width, signed, true);
      expect(
        constants
          .get(x)!
          .data.every((v) => Number.isInteger(v / scale) && v / scale >= low && v / scale <= high),
      ).toBe(true);
    }
  });

  it('has weights as the second input of each product, used once, with a scalar scale to the last', async () => {
    const { graph } = await qonnxFile(topology, bits);
    for (const node of graph!.node!.filter(({ opType }) => /^(MatMul|Conv)$/.test(opType!))) {
      const weights = producerOf(graph!, node.input![1])!;
      expect(weights.opType).toMatch(/Quant$/);
      expect(constantsOf(graph!).has(weights.input![0])).toBe(true);
      expect(consumersOf(graph!, weights.output![0])).toEqual([node]);
      expect(constantsOf(graph!).get(weights.input![1])!.dims).toEqual([]);
    }
  });

  it('has BatchNorms that every reader computes alike, of positive slope unless they mirror', async () => {
    const { graph } = await qonnxFile(topology, bits);
    const constants = constantsOf(graph!);
    for (const node of graph!.node!.filter(({ opType }) => opType === 'BatchNormalization')) {
      const [gamma, , , variance] = node.input!.slice(1).map((name) => constants.get(name)!.data);
      const epsilon = Math.fround(attribute(node, 'epsilon') as number);
      expect(variance.every((v) => Math.sqrt(Math.fround(v + epsilon)) === 1)).toBe(true);
      const next = consumersOf(graph!, node.output![0])[0];
      if (next && next.opType !== 'Relu') expect(gamma.every((g) => g > 0)).toBe(true);
    }
  });
});

/** True if FINN's type holds a value (qonnx core/datatype.py). */
function holds(type: string, value: number): boolean {
  const bits = Number(/\d+$/.exec(type)?.[0] ?? 1);
  if (type === 'BIPOLAR') return value === -1 || value === 1;
  const { low, high } = quantRange(bits, type.startsWith('INT'), false);
  return Number.isInteger(value) && value >= low && value <= high;
}
