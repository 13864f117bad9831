import { describe, expect, it } from 'vitest';
import { readDataset } from '../../../data/node';
import { type ImageSet, sliceImages } from '../../datasets/dataset';
import { syntheticDigits } from '../../datasets/synthetic';
import { activationQuantizer } from '../../network/fold';
import { argmax, classify, scores } from '../../network/infer';
import { randomImages } from '../../network/testing';
import type { Topology } from '../../network/topology';
import { encodeModel } from './encode';
import { finnGraph } from './finn';
import { QONNX_SETS } from './operator-sets';
import { qonnxGraph } from './qonnx';
import { codeShift } from './quant-style';
import {
  CASES,
  CNN,
  decodeModel,
  executor,
  imageInput,
  MLP,
  ODD,
  precisionOf,
  variedNetwork,
} from './testing';

const digits = syntheticDigits({ seed: 5, count: 1000 });
const noise = randomImages(ODD, 1000, 3);

const bytesOf = (graph: ReturnType<typeof finnGraph>) =>
  encodeModel({ producerVersion: '0', description: '', operatorSets: QONNX_SETS, graph });

/** Images of another class than the integer network's, and hidden codes of the QONNX file that are not FINN's. */
async function compare(topology: Topology, bits: readonly number[], images: ImageSet) {
  const precision = precisionOf(bits);
  const network = variedNetwork(topology, precision, sliceImages(images, 0, 200));
  const wanted = classify(network, images);
  expect(new Set(wanted).size).toBeGreaterThan(5);
  const finn = executor(await decodeModel(bytesOf(finnGraph(network, 'finn'))));
  const { graph, fragile } = qonnxGraph(network, 'qonnx');
  const qonnx = executor(await decodeModel(bytesOf(graph)));
  const activation = activationQuantizer(topology, precision.activationBits);
  let classes = 0;
  let codes = 0;
  for (let i = 0; i < images.count; i++) {
    const byFinn = finn(imageInput(network, images, i, 'pixels'));
    const byQonnx = qonnx(imageInput(network, images, i, 'codes'));
    if (byFinn.get('global_out')!.data[0] !== wanted[i]) classes++;
    if (argmax(byQonnx.get('global_out')!.data) !== wanted[i]) classes++;
    for (const { stage } of network.stages.slice(0, -1)) {
      const values = byQonnx.get(`${stage.name}_out`)!.data;
      const expected = byFinn.get(`${stage.name}_out`)!.data;
      codes += values.filter((v, k) => v / activation.step !== expected[k] + codeShift(activation)).length;
    }
  }
  return { classes, codes, fragile };
}

/** Where float32 resolves every boundary, all hidden codes are equal; elsewhere at most one in 10 000 is not. */
function expectEqual(
  { classes, codes, fragile }: Awaited<ReturnType<typeof compare>>,
  images: ImageSet,
): void {
  expect(classes).toBe(0);
  if (fragile === 0) expect(codes).toBe(0);
  else expect(codes).toBeLessThan(images.count * 0.01);
}

describe('the FINN and the QONNX file classify as the integer network does', () => {
  it.each(CASES)('1000 images: $name at $bits', { timeout: 120_000 }, async ({ topology, bits }) => {
    const images = topology === ODD ? noise : digits;
    expectEqual(await compare(topology, bits, images), images);
  });

  const mnist = process.env.BITSCAPE_MNIST_DIR;

  it.skipIf(!mnist).each([
    { name: 'MLP', topology: MLP, bits: [2, 2, 1] },
    { name: 'CNN', topology: CNN, bits: [3, 4, 8] },
  ])('1000 images of MNIST: $name at $bits', { timeout: 120_000 }, async ({ topology, bits }) => {
    const { test } = await readDataset(mnist, { limit: 1000 });
    expectEqual(await compare(topology, bits, test), test);
  });
});

it('the FINN file gives the very scores where they are not left out', async () => {
  for (const [topology, bits] of [
    [MLP, [2, 2, 1]],
    [MLP, [8, 8, 8]],
    [CNN, [3, 4, 8]],
  ] as const) {
    const images = sliceImages(digits, 0, 50);
    const network = variedNetwork(topology, precisionOf(bits), images);
    const finn = executor(await decodeModel(bytesOf(finnGraph(network, 'finn'))));
    const given = Array.from({ length: 50 }, (_, i) => [
      ...finn(imageInput(network, images, i, 'pixels')).get('scores')!.data,
    ]);
    expect(given.flat()).toEqual([...scores(network, images)]);
  }
});

it('a wrong threshold, weight or scale is found', async () => {
  const images = sliceImages(digits, 0, 200);
  const network = variedNetwork(MLP, precisionOf([2, 2, 1]), images);
  const wanted = scores(network, images);
  const wrong = [
    () => (network.stages[0].thresholds[0] += 40),
    () => (network.stages[1].weights[3] = network.stages[1].weights[3] === 1 ? -1 : 1),
    () => (network.stages[2].bias[4] += 1),
  ];
  for (const change of wrong) {
    const before = structuredClone(
      network.stages.map(({ thresholds, weights, bias }) => ({ thresholds, weights, bias })),
    );
    change();
    const finn = executor(await decodeModel(bytesOf(finnGraph(network, 'finn'))));
    const given = Array.from({ length: 200 }, (_, i) => [
      ...finn(imageInput(network, images, i, 'pixels')).get('scores')!.data,
    ]);
    expect(given.flat()).not.toEqual([...wanted]);
    for (const [i, stage] of before.entries()) Object.assign(network.stages[i], stage);
  }
});
