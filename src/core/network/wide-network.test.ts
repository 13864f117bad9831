import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integerNetwork, wideQuantized } from '../compress/integer';
import { PTQ_DEFAULTS } from '../compress/options';
import { calibrate, quantizeNetwork } from '../compress/ptq';
import { FLOAT_BITS } from '../precision';
import { inputQuantizer, levelToCode, quantizeToCode, reluQuantizer } from '../quantizers/quantizer';
import { foldNetwork, levelOf, normalized, weightCodes } from './fold';
import { classify, scores } from './infer';
import { mlp } from './presets';
import { randomImages, randomParameters } from './testing';
import { stagesOf, type Topology } from './topology';
import { classifyWide, foldOrWide, wideNetwork, wideScores, wideStage } from './wide';

const CNN: Topology = {
  name: 'small-cnn',
  input: { height: 7, width: 6, channels: 1 },
  layers: [
    { kind: 'conv', filters: 5, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 7 },
  ],
  activation: 'relu',
};
const TANH = mlp('small', [9, 6]);
const RELU: Topology = { ...TANH, activation: 'relu' };
const bits = fc.integer({ min: 1, max: 8 });

describe('a network with sums to 2^52', () => {
  it('gives the scores of the integer network where there is one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(CNN, TANH, RELU),
        bits,
        bits,
        bits,
        fc.nat(99),
        (topology, w, a, i, seed) => {
          const precision = { weightBits: w, activationBits: a, inputBits: i };
          const parameters = randomParameters(topology, seed);
          const images = randomImages(topology, 5, seed);
          const integer = foldNetwork(topology, precision, parameters);
          const wide = wideNetwork(topology, precision, parameters);
          expect(wideScores(wide, images)).toEqual(scores(integer, images));
          expect(classifyWide(wide, images)).toEqual(classify(integer, images));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives them for networks quantized after the training, whatever the zero points', () => {
    const scheme = fc.constantFrom('symmetric' as const, 'asymmetric' as const);
    fc.assert(
      fc.property(
        fc.constantFrom(CNN, TANH, RELU),
        scheme,
        scheme,
        bits,
        (topology, forWeights, forValues, b) => {
          const images = randomImages(topology, 12, b);
          const calibrated = calibrate(topology, 8, randomParameters(topology, 5), images);
          const { weights, activations } = PTQ_DEFAULTS;
          const network = quantizeNetwork(calibrated, {
            ...PTQ_DEFAULTS,
            weights: { ...weights, scheme: forWeights, bits: b + 1 },
            activations: { ...activations, scheme: forValues, bits: b + 1 },
          });
          expect(wideScores(wideQuantized(network), images)).toEqual(scores(integerNetwork(network), images));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('sums 16-bit weights and activations exactly, as BigInt does', () => {
    const topology: Topology = { ...mlp('two', [40]), activation: 'relu' };
    const precision = { weightBits: 16, activationBits: 16, inputBits: 8 };
    const parameters = randomParameters(topology, 2);
    const images = randomImages(topology, 3, 4);
    const folded = foldOrWide(topology, precision, parameters);
    if (folded.integer) throw new Error('it should not fit 32 bits');
    expect(folded.reason).toContain('the integer network and its exports hold 32');
    const [first, last] = stagesOf(topology);
    const size = images.height * images.width;
    const [wide, input, relu] = [folded.wide.stages[1], inputQuantizer(8), reluQuantizer(16)];
    const sum = (weights: Int16Array, n: number, x: readonly number[]): bigint =>
      x.reduce((total, code, i) => total + BigInt(weights[n * x.length + i]) * BigInt(code), 0n);
    const codes = [first, last].map((stage, i) => weightCodes(stage, 16, parameters[i].weights));
    const expected = Array.from({ length: images.count }, (_, image) => {
      const pixels = [...images.pixels.subarray(image * size, (image + 1) * size)];
      const x = pixels.map((pixel) => quantizeToCode(input, pixel / 256));
      const hidden = Array.from({ length: first.units }, (_, n) =>
        levelToCode(
          relu,
          levelOf(relu, normalized(parameters[0], n, 2 ** -14 * input.step, Number(sum(codes[0], n, x)))),
        ),
      );
      return Array.from({ length: last.units }, (_, n) =>
        Number(BigInt(wide.scale[n]) * sum(codes[1], n, hidden) + BigInt(wide.bias[n])),
      );
    }).flat();
    expect(expected.some((score) => Math.abs(score) > 2 ** 40)).toBe(true);
    expect([...wideScores(folded.wide, images)]).toEqual(expected);
  });

  it('refuses sums beyond 2^52, and leaves other refusals as they are', () => {
    const [stage] = stagesOf(mlp('none', []));
    const weights = new Int16Array(stage.fanIn * stage.units);
    const lines = [Array(stage.units).fill(1e-9), Array(stage.units).fill(0.5)] as [number[], number[]];
    expect(wideStage(stage, weights, 2 ** 43, lines).scale[0]).toBe(2 ** 9);
    const refusal = expect.objectContaining({ name: 'AccumulatorTooWide' });
    expect(() => wideStage(stage, weights, 2 ** 45, lines)).toThrow(refusal);
    expect(() => wideStage(stage, weights, 2 ** 53, () => 0)).toThrow(refusal);
    const float = { weightBits: FLOAT_BITS, activationBits: 16, inputBits: 8 };
    expect(() => foldOrWide(RELU, float, randomParameters(RELU, 1))).toThrow(
      expect.objectContaining({ name: 'FloatNetwork' }),
    );
  });
});
