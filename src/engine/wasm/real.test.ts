import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { affineOf, quantizerOf } from '../../core/compress/affine';
import { type RealNetwork, realNetwork, realScores } from '../../core/network/float-path';
import { mlp } from '../../core/network/presets';
import { randomImages, randomParameters } from '../../core/network/testing';
import type { Topology } from '../../core/network/topology';
import { FLOAT_BITS } from '../../core/precision';
import { openEngine } from '../engines';
import type { Engine } from '../trainer';

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

describe("the engine's networks of float and quantized layers", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('wasm-simd');
  });

  it("give core's scores, each hidden layer with a quantizer of its own", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(CNN, mlp('odd', [13, 7])),
        fc.integer(),
        fc.boolean(),
        (topology, seed, quantized) => {
          const float = { weightBits: FLOAT_BITS, activationBits: FLOAT_BITS, inputBits: 8 };
          const network: RealNetwork = realNetwork(topology, float, randomParameters(topology, seed));
          // So fine that float32 and float64 seldom round to different codes, and little where they do.
          const fine = quantizerOf(affineOf({ low: 0, high: 0.75 }, 12, 'asymmetric'), 0);
          if (quantized) network.stages[0].activation = fine;
          const images = randomImages(topology, 130, seed);
          const exact = realScores(network, images);
          const largest = exact.reduce((max, score) => Math.max(max, Math.abs(score)), 0);
          engine.forwardReal!(network)(images).forEach((score, i) => {
            expect(Math.abs(score - exact[i])).toBeLessThan(2e-3 * largest);
          });
        },
      ),
      { numRuns: 30 },
    );
  });
});
