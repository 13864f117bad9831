import { describe, expect, it } from 'vitest';
import { realNetwork, realScores } from '../network/float-path';
import { mlp } from '../network/presets';
import { randomImages, randomParameters } from '../network/testing';
import type { Topology } from '../network/topology';
import { FLOAT_BITS } from '../precision';
import { reluQuantizer, weightQuantizer } from '../quantizers/quantizer';
import { PTQ_DEFAULTS } from './options';
import { calibrate } from './ptq';
import { qatStart } from './qat-start';
import { sensitivities } from './sensitivity';

const CNN: Topology = {
  name: 'small-cnn',
  input: { height: 9, width: 8, channels: 1 },
  layers: [
    { kind: 'conv', filters: 5, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 9 },
    { kind: 'dense', units: 7 },
  ],
  activation: 'relu',
};
const FLOAT = { weightBits: FLOAT_BITS, activationBits: FLOAT_BITS, inputBits: 8 };

describe('the start of a quantization-aware training', () => {
  it.each([
    ['a CNN', CNN],
    ['an MLP', mlp('small', [13, 6])],
  ])('of %s has the scores of the float network', (_, topology) => {
    const parameters = randomParameters(topology, 6);
    const images = randomImages(topology, 20, 2);
    const { activations } = calibrate(topology, 8, parameters, images);
    for (const bits of [2, 4, 8]) {
      const start = qatStart(topology, { weightBits: bits, activationBits: bits }, parameters, activations);
      // Weights may now be beyond the limits that quantize: taken here as they are, by a network of no weight bits.
      const scoresOf = (of: typeof parameters) => {
        const network = realNetwork(topology, FLOAT, of);
        for (const [i, s] of network.stages.entries()) s.weights.set(of[i].weights);
        return realScores(network, images);
      };
      const [before, after] = [scoresOf(parameters), scoresOf(start)];
      const largest = before.reduce((max, score) => Math.max(max, Math.abs(score)), 0);
      after.forEach((score, i) => {
        expect(Math.abs(score - before[i])).toBeLessThan(1e-2 * largest);
      });
    }
  });

  it("brings weights and activations into the training's ranges", () => {
    const parameters = randomParameters(CNN, 6).map((p) => ({ ...p, weights: p.weights.map((w) => w / 50) }));
    const images = randomImages(CNN, 20, 2);
    const { activations } = calibrate(CNN, 8, parameters, images);
    const start = qatStart(CNN, { weightBits: 4, activationBits: 4 }, parameters, activations);
    const reach = (values: Float32Array) => values.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
    expect(reach(parameters[0].weights)).toBeLessThan(0.05);
    expect(reach(start[0].weights)).toBeGreaterThanOrEqual(0.9 * weightQuantizer(4).passHigh);
    const moved = calibrate(CNN, 8, start, images).activations[0];
    expect(reach(moved)).toBeGreaterThanOrEqual(0.9 * reluQuantizer(4).passHigh);
  });
});

describe('sensitivity', () => {
  it('quantizes one layer at a time and puts the one that loses most first', () => {
    const calibrated = calibrate(CNN, 8, randomParameters(CNN, 6), randomImages(CNN, 5, 2));
    const shares = [0.9, 0.5, 0.7];
    const order = sensitivities(calibrated, PTQ_DEFAULTS, ({ stages }) => {
      const quantized = stages.flatMap((s, i) => (s.weightBits === null ? [] : [i]));
      expect(quantized).toHaveLength(1);
      return shares[quantized[0]];
    });
    expect(order.map(({ layer }) => layer)).toEqual([1, 2, 0]);
  });
});
