import type * as Runtime from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDataset } from '../../../data/node';
import { type ImageSet, sliceImages } from '../../datasets/dataset';
import { syntheticDigits } from '../../datasets/synthetic';
import { classify, scores } from '../../network/infer';
import type { IntegerNetwork } from '../../network/integer-network';
import { randomImages } from '../../network/testing';
import { encodeModel } from './encode';
import { imageDims } from './layers';
import { STANDARD_SETS } from './operator-sets';
import { standardGraph } from './standard';
import { CASES, CNN, MLP, ODD, precisionOf, variedNetwork } from './testing';

let runtime: typeof Runtime;
beforeAll(async () => {
  runtime = await import('onnxruntime-web');
  runtime.env.wasm.numThreads = 1;
});

/** Classes and scores that onnxruntime gives. */
async function run(network: IntegerNetwork, images: ImageSet) {
  const graph = standardGraph(network, 'standard');
  const bytes = encodeModel({ producerVersion: '0', description: '', operatorSets: STANDARD_SETS, graph });
  const session = await runtime.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const dims = [images.count, ...imageDims(network, 'N').slice(1).map(Number)];
  const outputs = await session.run({ pixels: new runtime.Tensor('uint8', images.pixels, dims) });
  return {
    classes: Array.from(outputs.class.data as BigInt64Array, Number),
    scores: Array.from(outputs.scores.data as Float64Array),
  };
}

async function expectSame(network: IntegerNetwork, images: ImageSet): Promise<void> {
  const given = await run(network, images);
  expect(given.classes).toEqual([...classify(network, images)]);
  expect(given.scores).toEqual([...scores(network, images)]);
}

const digits = syntheticDigits({ seed: 5, count: 1000 });
const noise = randomImages(ODD, 1000, 3);

describe('the standard file in onnxruntime', () => {
  it.each(CASES)('gives the very scores on 1000 images: $name at $bits', async ({ topology, bits }) => {
    const images = topology === ODD ? noise : digits;
    const network = variedNetwork(topology, precisionOf(bits), sliceImages(images, 0, 200));
    expect(new Set(classify(network, images)).size).toBeGreaterThan(5);
    await expectSame(network, images);
    await expectSame(network, sliceImages(images, 7, 8));
  });

  const mnist = process.env.BITSCAPE_MNIST_DIR;

  it.skipIf(!mnist).each([MLP, CNN])('gives them on 1000 images of MNIST: $name', async (topology) => {
    const { test } = await readDataset(mnist, { limit: 1000 });
    await expectSame(variedNetwork(topology, precisionOf([3, 3, 8]), sliceImages(test, 0, 200)), test);
  });

  it('multiplies the largest bytes without saturating', async () => {
    const network = variedNetwork(MLP, precisionOf([8, 8, 8]), sliceImages(digits, 0, 50));
    const largest = 784 * 127 * 255;
    network.stages[0].weights.fill(127);
    network.stages[0].accumulatorLimit = largest;
    const white = { ...sliceImages(digits, 0, 2), pixels: new Uint8Array(2 * 784).fill(255) };
    network.stages[0].thresholds.forEach((_, i, thresholds) => {
      thresholds[i] = largest - 64 + (i % 128);
    });
    await expectSame(network, white);
  });

  it('gives the lowest of equal classes', async () => {
    const network = variedNetwork(MLP, precisionOf([2, 2, 1]), sliceImages(digits, 0, 50));
    network.stages[2].scale.fill(0);
    network.stages[2].bias.set([1, 5, 5, 5, 2, 5, 0, 0, 0, 5]);
    expect((await run(network, sliceImages(digits, 0, 3))).classes).toEqual([1, 1, 1]);
  });

  it('finds a changed weight', async () => {
    const images = sliceImages(digits, 0, 200);
    const network = variedNetwork(MLP, precisionOf([2, 2, 1]), images);
    const wanted = [...scores(network, images)];
    network.stages[1].weights[3] = network.stages[1].weights[3] === 1 ? -1 : 1;
    expect((await run(network, images)).scores).not.toEqual(wanted);
  });
});
