import { describe, expect, it } from 'vitest';
import { encodeModel } from './encode';
import { graphBuilder } from './graph';
import { multiThreshold } from './multi-threshold';
import { QONNX_SETS } from './operator-sets';
import { bipolarQuant, quant } from './quant';
import { decodeModel, executor } from './testing';

/** What a graph of one node gives for a vector. */
async function run(
  values: number[],
  build: (
    graph: ReturnType<typeof graphBuilder>,
    x: ReturnType<ReturnType<typeof graphBuilder>['input']>,
  ) => unknown,
): Promise<number[]> {
  const graph = graphBuilder();
  build(graph, graph.input({ name: 'x', dims: [1, values.length] }));
  const model = {
    producerVersion: '',
    description: '',
    operatorSets: QONNX_SETS,
    graph: graph.build('g', ['y']),
  };
  const execute = executor(await decodeModel(encodeModel(model)));
  return [...execute({ dims: [1, values.length], data: Float32Array.from(values) }).get('y')!.data];
}

// The checks of the other tests rest on this interpreter: here it meets the operators' documents.
describe('the interpreter of the tests', () => {
  it('rounds a Quant half to even (qonnx docs, intquant_v1.md, table of rounding modes)', async () => {
    const values = [5.5, 2.5, 1.6, 1.1, 1, -1, -1.1, -1.6, -2.5, -5.5];
    const range = { scale: 1, bits: 8, signed: true, narrow: false };
    const rounded = await run(values, (graph, x) => quant(graph, x, 'y', range));
    expect(rounded).toEqual([6, 2, 2, 1, 1, -1, -1, -2, -2, -6]);
  });

  it.each([
    [{ bits: 3, signed: true, narrow: true }, [-3, 3]],
    [{ bits: 3, signed: true, narrow: false }, [-4, 3]],
    [{ bits: 3, signed: false, narrow: false }, [0, 7]],
    [{ bits: 1, signed: false, narrow: false }, [0, 1]],
  ])('clamps a Quant of %o', async (range, limits) => {
    expect(await run([-99, 99], (graph, x) => quant(graph, x, 'y', { scale: 0.5, ...range }))).toEqual(
      limits.map((code) => code * 0.5),
    );
  });

  it('gives +1 for zero in a BipolarQuant', async () => {
    expect(await run([-0.5, 0, 0.5], (graph, x) => bipolarQuant(graph, x, 'y'))).toEqual([-1, 1, 1]);
  });

  it('counts thresholds that are reached, equality included, per channel', async () => {
    const thresholds = { dims: [3, 2] as const, values: [0, 1, 5, 6, -3, 7], datatype: 'INT32' };
    const counted = await run([0, 6, -4], (graph, x) =>
      multiThreshold(graph, x, { name: 'y', thresholds, datatype: 'INT4', scale: 2, bias: -1 }),
    );
    expect(counted).toEqual([1, 3, -1]);
  });
});
