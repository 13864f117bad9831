import { describe, expect, it } from 'vitest';
import { encodeModel } from '../codegen/qonnx/encode';
import { finnGraph } from '../codegen/qonnx/finn';
import { QONNX_SETS } from '../codegen/qonnx/operator-sets';
import { qonnxGraph } from '../codegen/qonnx/qonnx';
import { CNN, decodeModel, executor, imageInput, MLP } from '../codegen/qonnx/testing';
import { sliceImages } from '../datasets/dataset';
import { syntheticDigits } from '../datasets/synthetic';
import { argmax, classify } from '../network/infer';
import { randomParameters } from '../network/testing';
import { integerNetwork } from './integer';
import { PTQ_DEFAULTS } from './options';
import { calibrate, quantizeNetwork } from './ptq';

const digits = syntheticDigits({ seed: 5, count: 150 });

describe('ONNX files of networks quantized after their training classify as these do', () => {
  it.each([
    { name: 'CNN', topology: CNN, bits: 8, scheme: 'symmetric' },
    { name: 'CNN', topology: CNN, bits: 4, scheme: 'asymmetric' },
    { name: 'MLP', topology: MLP, bits: 5, scheme: 'symmetric' },
    { name: 'MLP', topology: MLP, bits: 3, scheme: 'asymmetric' },
  ] as const)('$name, $bits bits, $scheme', { timeout: 60_000 }, async ({ topology, bits, scheme }) => {
    const calibrated = calibrate(topology, 8, randomParameters(topology, 8), sliceImages(digits, 0, 50));
    const network = integerNetwork(
      quantizeNetwork(calibrated, {
        ...PTQ_DEFAULTS,
        weights: { ...PTQ_DEFAULTS.weights, bits, scheme, granularity: 'channel' },
        activations: { ...PTQ_DEFAULTS.activations, bits, scheme },
      }),
    );
    const executed = async (graph: ReturnType<typeof finnGraph>) =>
      executor(
        await decodeModel(
          encodeModel({ producerVersion: '0', description: '', operatorSets: QONNX_SETS, graph }),
        ),
      );
    const finn = await executed(finnGraph(network, 'finn'));
    const qonnx = await executed(qonnxGraph(network, 'qonnx').graph);
    const wanted = [...classify(network, digits)];
    const all = wanted.map((_, i) => i);
    const of = (run: typeof finn, i: number, as: 'pixels' | 'codes') =>
      run(imageInput(network, digits, i, as)).get('global_out')!.data;
    expect(all.map((i) => of(finn, i, 'pixels')[0])).toEqual(wanted);
    expect(all.map((i) => argmax(of(qonnx, i, 'codes')))).toEqual(wanted);
  });
});
