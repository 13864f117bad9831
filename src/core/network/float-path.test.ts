import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOAT_BITS } from '../precision';
import { hardTanhQuantizer, reluQuantizer } from '../quantizers/quantizer';
import { classifyReal, realNetwork, realScores } from './float-path';
import { foldNetwork, levelOf } from './fold';
import { scores as integerScores } from './infer';
import { mlp } from './presets';
import { randomImages, randomParameters } from './testing';
import type { Topology } from './topology';

const CNN: Topology = {
  name: 'small-cnn',
  input: { height: 9, width: 8, channels: 1 },
  layers: [
    { kind: 'conv', filters: 5, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 6, kernel: 2 },
    { kind: 'dense', units: 7 },
  ],
  activation: 'relu',
};
const MLP = mlp('small', [13, 6]);
const FLOAT = { weightBits: FLOAT_BITS, activationBits: FLOAT_BITS, inputBits: 8 };

describe('the float path', () => {
  it("gives the integer network's levels in every hidden layer, at every width", () => {
    const bits = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(
        fc.constantFrom(CNN, MLP),
        bits,
        bits,
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
        (topology, weightBits, activationBits, inputBits, seed) => {
          const precision = { weightBits, activationBits, inputBits };
          const parameters = randomParameters(topology, seed);
          const images = randomImages(topology, 5, seed);
          // The integer network's scores are (scale * acc + bias) with rounded scale: the same to 1 in 10 000.
          const exact = realScores(realNetwork(topology, precision, parameters), images);
          const folded = integerScores(foldNetwork(topology, precision, parameters), images);
          const ratio = largest(folded) / largest(exact);
          folded.forEach((score, i) => {
            expect(Math.abs(score - exact[i] * ratio)).toBeLessThan(2e-3 * largest(folded));
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of float layers is a plain ReLU and a plain hard tanh', () => {
    for (const x of [-3, -0.4, 0, 0.123456, 1.9, 7.25]) {
      expect(levelOf(reluQuantizer(FLOAT_BITS), x) * 2 ** -30).toBeCloseTo(Math.max(0, x), 8);
      const tanh = hardTanhQuantizer(FLOAT_BITS);
      expect((levelOf(tanh, x) + tanh.minCode) * tanh.step).toBeCloseTo(Math.max(-1, Math.min(1, x)), 8);
    }
  });

  it('computes one float layer as written out by hand', () => {
    const topology: Topology = {
      name: 'one',
      input: { height: 1, width: 2, channels: 1 },
      layers: [{ kind: 'dense', units: 2 }],
      activation: 'relu',
    };
    const parameters = [
      {
        weights: Float32Array.of(0.5, -1, 0.25, 2),
        gamma: Float32Array.of(2, 1),
        beta: Float32Array.of(0.125, -1),
        mean: Float32Array.of(0.25, 0),
        variance: Float32Array.of(1 - 1e-4, 4 - 1e-4),
      },
    ];
    const images = {
      count: 1,
      height: 1,
      width: 2,
      pixels: Uint8Array.of(128, 64),
      labels: Uint8Array.of(0),
    };
    const [a, b] = realScores(realNetwork(topology, FLOAT, parameters), images);
    // x = (1/2, 1/4): (5/16 - 1/4) * 2 + 1/8 and (0 - 0) / 2 - 1.
    expect(a).toBeCloseTo(0.25, 5);
    expect(b).toBeCloseTo(-1, 5);
    expect([...classifyReal(realNetwork(topology, FLOAT, parameters), images)]).toEqual([0]);
  });

  it('shows what leaves each hidden layer, and quantizes an image by its own range where it is dynamic', () => {
    const network = realNetwork(CNN, FLOAT, randomParameters(CNN, 3));
    const images = randomImages(CNN, 40, 3);
    const seen: number[] = [];
    realScores(network, images, (index, values) => {
      seen[index] = (seen[index] ?? 0) + values.length;
    });
    expect(seen).toEqual([40 * 3 * 3 * 5, 40 * 2 * 2 * 6]);
    const half = { ...reluQuantizer(1), step: 1e3 };
    const zeroed = network.stages.map((s) => ({ ...s, ...(s.activation && { dynamic: () => half }) }));
    const all = realScores({ ...network, stages: zeroed }, images);
    expect([...all.subarray(0, 7)]).toEqual([...all.subarray(7, 14)]);
  });
});

const largest = (values: Float64Array): number => values.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
