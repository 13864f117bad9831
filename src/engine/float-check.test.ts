import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../core/datasets/dataset';
import { foldNetwork } from '../core/network/fold';
import { classify, scores } from '../core/network/infer';
import { mlp } from '../core/network/presets';
import { randomImages, randomParameters } from '../core/network/testing';
import type { Topology } from '../core/network/topology';
import type { Precision } from '../core/precision';
import { openEngine } from './engines';
import { checkFloat, type FloatCheck } from './float-check';
import { referenceForward } from './reference/forward';
import type { Engine } from './trainer';

const CNN: Topology = {
  name: 'odd-cnn',
  input: { height: 9, width: 8, channels: 1 },
  layers: [
    { kind: 'conv', filters: 5, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 9, kernel: 2 },
    { kind: 'dense', units: 7 },
  ],
  activation: 'relu',
};
const CASES: readonly (readonly [Topology, Precision])[] = [
  [mlp('small', [13, 6]), { weightBits: 1, activationBits: 1, inputBits: 1 }],
  [mlp('small', [13, 6]), { weightBits: 3, activationBits: 4, inputBits: 2 }],
  [CNN, { weightBits: 1, activationBits: 2, inputBits: 8 }],
  [CNN, { weightBits: 8, activationBits: 8, inputBits: 8 }],
];

describe.each(['wasm-simd', 'wasm-fma'])('the float path of %s', (id) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine(id);
  });

  it.each(CASES)('gives the reference’s scores, bit for bit: %o', (topology, precision) => {
    const network = { topology, precision, parameters: randomParameters(topology, 5) };
    const images = randomImages(topology, 130, 6);
    expect(engine.forward?.(network)(images)).toEqual(referenceForward(network)(images));
  });
});

it.each(CASES)(
  'the reference’s scores are the integer network’s up to the rounding of scale and bias: %o',
  (topology, precision) => {
    const parameters = randomParameters(topology, 5);
    const images = randomImages(topology, 40, 6);
    const integers = scores(foldNetwork(topology, precision, parameters), images);
    const reals = referenceForward({ topology, precision, parameters })(images);
    const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));
    const ratio = largest(integers) / largest(reals);
    integers.forEach((score, i) => {
      expect(Math.abs(score - reals[i] * ratio)).toBeLessThan(1e-3 * largest(integers));
    });
  },
);

/** One layer of two classes on one pixel of 1 bit, with BatchNorm at identity but for gamma and beta. */
const ONE: Topology = {
  name: 'one',
  input: { height: 1, width: 1, channels: 1 },
  layers: [{ kind: 'dense', units: 2 }],
  activation: 'hardtanh',
};
const BITS: Precision = { weightBits: 1, activationBits: 1, inputBits: 1 };
const white: ImageSet = {
  count: 1,
  height: 1,
  width: 1,
  pixels: Uint8Array.of(255),
  labels: Uint8Array.of(1),
};
const identity = (units: number, inputs: number) => ({
  weights: new Float32Array(units * inputs).fill(1),
  gamma: new Float32Array(units).fill(1),
  beta: new Float32Array(units),
  mean: new Float32Array(units),
  variance: new Float32Array(units).fill(1 - 1e-4),
});

const check = (
  topology: Topology,
  parameters: ReturnType<typeof identity>[],
  images: ImageSet,
  engine: Pick<Engine, 'classify' | 'forward'> = {},
): Promise<FloatCheck> =>
  checkFloat(engine, foldNetwork(topology, BITS, parameters), parameters, images, async () => {});

describe('a mismatch', () => {
  it('is a tie where the integer scores cannot tell the classes apart', async () => {
    // Biases of 16383.8 and 16384.2 steps are both 16384: class 0 comes first.
    const p = { ...identity(2, 1), beta: Float32Array.of(0.50001, 0.50002) };
    expect(await check(ONE, [p], white)).toEqual({
      images: 1,
      mismatches: 1,
      first: [
        {
          image: 0,
          label: 1,
          floatClass: 1,
          integerClass: 0,
          floatScores: [expect.closeTo(1.50002, 5), expect.closeTo(1.50001, 5)],
          integerScores: [49151, 49151],
          reason: 'tie',
          stage: null,
        },
      ],
    });
  });

  it('is of the scores where their scale, an int16, is rounded', async () => {
    // In steps of 1/32767 class 1 has 3 x 1000.51, of which 3 x 1001 are left, and class 0 has 3002.3, of which 3002.
    const three = { ...ONE, input: { ...ONE.input, width: 3 } };
    const images = { ...white, width: 3, pixels: new Uint8Array(3).fill(255) };
    const p = {
      ...identity(2, 3),
      gamma: Float32Array.of(1, 1000.51 / 32767),
      beta: Float32Array.of(3002.3 / 32767 - 3, 0),
    };
    const { first } = await check(three, [p], images);
    expect(first).toMatchObject([
      { floatClass: 0, integerClass: 1, integerScores: [3002, 3003], reason: 'scores' },
    ]);
  });

  it('is a tie too where float32 cannot tell them apart', async () => {
    const p = { ...identity(2, 1), beta: Float32Array.of(0.5, 0.5 * (1 + 2 ** -23)) };
    const { first } = await check(ONE, [p], white);
    expect(first).toMatchObject([{ floatClass: 0, integerClass: 1, floatScores: [1.5, 1.5], reason: 'tie' }]);
  });

  it('is at a threshold where float32 rounds BatchNorm across it, and names the layer', async () => {
    const two: Topology = {
      ...ONE,
      layers: [
        { kind: 'dense', units: 1 },
        { kind: 'dense', units: 2 },
      ],
    };
    const hidden = { ...identity(1, 1), gamma: Float32Array.of(1), beta: Float32Array.of(0) };
    const output = { ...identity(2, 1), weights: Float32Array.of(1, -1) };
    const parameters = thresholdCase(hidden, output);
    const { first } = await check(two, parameters, white);
    expect(first).toMatchObject([{ reason: 'threshold', stage: 'mvau0' }]);
  });

  it('is of the sums where an engine’s scores are not the reference’s', async () => {
    const p = { ...identity(2, 1), beta: Float32Array.of(1, 0) };
    const engine = { forward: () => () => Float32Array.of(0, 1) };
    const { first } = await check(ONE, [p], white, engine);
    expect(first).toMatchObject([{ floatClass: 1, integerClass: 0, reason: 'sums' }]);
  });
});

/** Moves beta of the hidden unit until float32 and float64 BatchNorm lie on different sides of 0. */
function thresholdCase(hidden: ReturnType<typeof identity>, output: ReturnType<typeof identity>) {
  const { fround } = Math;
  for (let i = 0; i < 10_000; i++) {
    const variance = fround(0.5 + i / 7000);
    const gamma = fround(0.3 + i / 9000);
    const exact = gamma / Math.sqrt(variance + 1e-4);
    const rounded = fround(gamma * fround(1 / fround(Math.sqrt(fround(variance + 1e-4)))));
    const beta = fround(-rounded);
    // In float32 the sum is 0, which is +1; in float64 it is below 0, which is -1.
    if (exact + beta < 0) {
      const p = {
        ...hidden,
        gamma: Float32Array.of(gamma),
        beta: Float32Array.of(beta),
        variance: Float32Array.of(variance),
      };
      return [p, output];
    }
  }
  throw new Error('no such case');
}

it('counts every mismatch and keeps the first ten, telling how far it is', async () => {
  const images: ImageSet = {
    ...white,
    count: 600,
    pixels: new Uint8Array(600).fill(255),
    labels: new Uint8Array(600),
  };
  const p = { ...identity(2, 1), beta: Float32Array.of(0.50001, 0.50002) };
  const seen: number[] = [];
  const network = foldNetwork(ONE, BITS, [p]);
  const report = async (done: number) => void seen.push(done);
  const { mismatches, first } = await checkFloat({ classify }, network, [p], images, report);
  expect([mismatches, first.map(({ image }) => image)]).toEqual([600, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  expect(seen).toEqual([250, 500, 600]);
});
