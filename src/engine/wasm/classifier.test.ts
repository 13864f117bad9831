import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../../core/datasets/dataset';
import { foldNetwork } from '../../core/network/fold';
import { classify, scores } from '../../core/network/infer';
import type { IntegerNetwork } from '../../core/network/integer-network';
import { mlp, PRESETS } from '../../core/network/presets';
import { randomImages, randomParameters } from '../../core/network/testing';
import { stagesOf, type Topology } from '../../core/network/topology';
import type { Precision } from '../../core/precision';
import { openEngine } from '../engines';
import { type Classify, fits } from './classifier';

/** Odd widths, so that rows need padding; the pool drops a row and a column. */
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
const TOPOLOGIES = [mlp('even', [24, 16]), mlp('odd', [13, 7, 33]), CNN];

/** A network whose accumulators come within 0.005 % of what an int32 holds. */
function steepNetwork(sign: number): IntegerNetwork {
  const topology: Topology = {
    name: 'steep',
    input: { height: 1, width: 257, channels: 1 },
    layers: [{ kind: 'dense', units: 2 }],
    activation: 'hardtanh',
  };
  const stage = stagesOf(topology)[0];
  const weights = new Int16Array(2 * 257).fill(sign * 32767);
  weights.fill(-sign * 32767, 257);
  return {
    topology,
    precision: { weightBits: 8, activationBits: 8, inputBits: 8 },
    stages: [
      {
        stage,
        weights,
        thresholds: new Int32Array(),
        thresholdCount: 0,
        scale: Int16Array.of(32767, 32767),
        bias: Int32Array.of(-(2 ** 31) + 1, 2 ** 31 - 1),
        accumulatorLimit: 257 * 255 * 32767,
      },
    ],
  };
}

/** A random network with the scores' means taken off, so that the images are of several classes. */
function livelyNetwork(topology: Topology, precision: Precision, seed: number, images: ImageSet) {
  const network = foldNetwork(topology, precision, randomParameters(topology, seed));
  const { bias, stage } = network.stages[network.stages.length - 1];
  scores(network, images).forEach((score, i) => {
    const n = i % stage.units;
    bias[n] = Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, bias[n] - Math.round(score / images.count)));
  });
  return network;
}

const imagesOf = (pixels: Uint8Array, count: number): ImageSet => ({
  count,
  height: 1,
  width: pixels.length / count,
  pixels,
  labels: new Uint8Array(count),
});

describe("the engine's integer classifier", () => {
  let ours: Classify;
  beforeAll(async () => {
    const engine = await openEngine('wasm-simd');
    if (!engine.classify) throw new Error('the engine has no classifier');
    ours = engine.classify;
  });

  it("gives core's classes for random networks of every width", () => {
    const bits = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(
        fc.constantFrom(...TOPOLOGIES),
        fc.record({ weightBits: bits, activationBits: bits, inputBits: bits }),
        fc.integer(),
        (topology, precision, seed) => {
          const images = randomImages(topology, 70, seed);
          const network = livelyNetwork(topology, precision, seed, images);
          expect(ours(network, images)).toEqual(classify(network, images));
        },
      ),
      { numRuns: 120 },
    );
  });

  it.each(Object.keys(PRESETS))('gives them for %s at W8A8', (name) => {
    const precision = { weightBits: 8, activationBits: 8, inputBits: 8 };
    const images = randomImages(PRESETS[name], 20, 4);
    const network = livelyNetwork(PRESETS[name], precision, 3, images);
    const classes = classify(network, images);
    expect(ours(network, images)).toEqual(classes);
    expect(new Set(classes).size).toBeGreaterThan(1);
  });

  it.each([1, -1])('is exact at the largest sums that fit, sign %i', (sign) => {
    const network = steepNetwork(sign);
    expect(fits(network)).toBe(true);
    const images = imagesOf(
      Uint8Array.from({ length: 3 * 257 }, (_, i) => (i < 257 ? 255 : i < 514 ? 0 : i % 3)),
      3,
    );
    expect(ours(network, images)).toEqual(classify(network, images));
    expect(ours(network, images)[0]).toBe(sign > 0 ? 0 : 1);
  });

  it('leaves sums that do not fit to core', () => {
    const network = steepNetwork(1);
    const images = imagesOf(new Uint8Array(257).fill(255), 1);
    const wide = { ...network, stages: [{ ...network.stages[0], accumulatorLimit: 2 ** 31 }] };
    expect(fits(wide)).toBe(false);
    expect(ours(wide, images)).toEqual(classify(wide, images));
  });
});
