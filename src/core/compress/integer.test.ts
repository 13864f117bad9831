import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyReal, realNetwork, realScores } from '../network/float-path';
import { classify, scores } from '../network/infer';
import { packNetwork, unpackNetwork } from '../network/pack';
import { mlp } from '../network/presets';
import { randomImages, randomParameters } from '../network/testing';
import type { Topology } from '../network/topology';
import { FLOAT_BITS } from '../precision';
import { SCHEMES } from './affine';
import { CALIBRATIONS } from './calibration';
import { hardwarePrecision, integerNetwork, unmappable } from './integer';
import { GRANULARITIES, PTQ_DEFAULTS, type PtqOptions } from './options';
import { calibrate, foldBatchNorm, quantizeNetwork } from './ptq';

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

const options = fc
  .record({
    weights: fc.record({
      bits: fc.integer({ min: 2, max: 12 }),
      scheme: fc.constantFrom(...SCHEMES),
      granularity: fc.constantFrom(...GRANULARITIES),
      calibration: fc.constantFrom(...CALIBRATIONS),
    }),
    activations: fc.record({
      bits: fc.integer({ min: 2, max: 9 }),
      scheme: fc.constantFrom(...SCHEMES),
      calibration: fc.constantFrom(...CALIBRATIONS),
      ranges: fc.constant('static' as const),
    }),
  })
  .map((choice): PtqOptions => ({ ...PTQ_DEFAULTS, ...choice }));

const withOptions = (
  weights: Partial<PtqOptions['weights']>,
  activations: Partial<PtqOptions['activations']>,
) => ({
  ...PTQ_DEFAULTS,
  weights: { ...PTQ_DEFAULTS.weights, ...weights },
  activations: { ...PTQ_DEFAULTS.activations, ...activations },
});

describe('quantization after the training', () => {
  it("the integer network's scores are the quantized float path's, for every scheme, range and width", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(CNN, MLP),
        options,
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
        (topology, choice, inputBits, seed) => {
          const images = randomImages(topology, 6, seed);
          const quantized = quantizeNetwork(
            calibrate(topology, inputBits, randomParameters(topology, seed), images),
            choice,
          );
          const network = integerNetwork(quantized);
          const exact = realScores(quantized, images);
          const found = scores(network, images);
          const ratio = largest(found) / largest(exact);
          // Scale and bias are rounded to integers: half of the accumulator's reach, and that in the ratio.
          const rounded = network.stages[network.stages.length - 1].accumulatorLimit + 2;
          found.forEach((score, i) => {
            expect(Math.abs(score - exact[i] * ratio)).toBeLessThan(rounded + 1e-6 * largest(found));
          });
          // And it is packed as any other.
          const bytes = packNetwork(network);
          expect(unpackNetwork(topology, network.precision, bytes).stages).toEqual(network.stages);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('at 12 bits has the classes of the float network', () => {
    for (const topology of [CNN, MLP]) {
      const parameters = randomParameters(topology, 5);
      const images = randomImages(topology, 60, 9);
      const calibrated = calibrate(topology, 8, parameters, images);
      const wide = quantizeNetwork(calibrated, withOptions({ bits: 12 }, { bits: 12, scheme: 'asymmetric' }));
      const classes = classify(integerNetwork(wide), images);
      const same = classifyReal(realNetwork(topology, FLOAT, parameters), images).filter(
        (c, i) => c === classes[i],
      );
      expect(same.length).toBeGreaterThanOrEqual(59);
    }
  });

  it('folds BatchNorm without changing the function', () => {
    const network = realNetwork(CNN, FLOAT, randomParameters(CNN, 11));
    const images = randomImages(CNN, 4, 1);
    const [before, after] = [realScores(network, images), realScores(foldBatchNorm(network), images)];
    before.forEach((score, i) => {
      expect(after[i]).toBeCloseTo(score, 4);
    });
  });

  it('needs these widths in hardware', () => {
    const widthsOf = (topology: Topology, choice: PtqOptions) => {
      const calibrated = calibrate(topology, 8, randomParameters(topology, 2), randomImages(topology, 4, 1));
      const { weightBits, activationBits } = hardwarePrecision(quantizeNetwork(calibrated, choice));
      return [weightBits, activationBits];
    };
    // ReLU: a symmetric code is never negative; hard tanh: 255 levels need 2^(9-1) + 1.
    expect(widthsOf(CNN, withOptions({}, {}))).toEqual([8, 7]);
    expect(widthsOf(CNN, withOptions({}, { scheme: 'asymmetric' }))).toEqual([8, 8]);
    expect(widthsOf(MLP, withOptions({}, {}))).toEqual([8, 9]);
    expect(widthsOf(MLP, withOptions({ bits: 2 }, { bits: 2 }))).toEqual([2, 2]);
    // An asymmetric weight of 4 bits and its zero point: a code of at most 5 signed bits.
    expect(widthsOf(CNN, withOptions({ bits: 4, scheme: 'asymmetric' }, {}))[0]).toBe(5);
  });

  it('per channel errs less than per tensor', () => {
    const parameters = randomParameters(CNN, 4);
    const images = randomImages(CNN, 40, 2);
    const calibrated = calibrate(CNN, 8, parameters, images);
    const exact = realScores(calibrated.network, images);
    const errorOf = (granularity: 'tensor' | 'channel') => {
      const quantized = quantizeNetwork(calibrated, withOptions({ bits: 4, granularity }, { bits: 12 }));
      return realScores(quantized, images).reduce((sum, score, i) => sum + (score - exact[i]) ** 2, 0);
    };
    expect(errorOf('channel')).toBeLessThan(errorOf('tensor') / 1.5);
  });

  it('says what cannot be mapped: float layers, ranges at run time, float activations, too many bits', () => {
    const calibrated = calibrate(CNN, 8, randomParameters(CNN, 4), randomImages(CNN, 5, 2));
    const partial = quantizeNetwork(calibrated, PTQ_DEFAULTS, new Set([0, 1]));
    expect(unmappable(partial)).toBe('mvau0, mvau1 stay in float: not mapped to hardware');
    expect(() => integerNetwork(partial)).toThrow(expect.objectContaining({ name: 'NotMapped' }));
    expect(partial.stages[0].weights).toEqual(calibrated.network.stages[0].weights);
    expect(partial.stages[1].activation?.bits).toBe(8);
    const dynamic = quantizeNetwork(calibrated, withOptions({}, { ranges: 'dynamic' }));
    expect(unmappable(dynamic)).toContain('in software only');
    expect(unmappable(quantizeNetwork(calibrated, withOptions({}, { bits: FLOAT_BITS })))).toContain(
      'activations',
    );
    const wide = calibrate(MLP, 8, randomParameters(MLP, 4), randomImages(MLP, 5, 2));
    expect(unmappable(quantizeNetwork(wide, withOptions({}, { bits: 16 })))).toContain('17 bits');
  });

  it('with ranges at run time gives each image its own', () => {
    const parameters = randomParameters(CNN, 4);
    const calibrated = calibrate(CNN, 8, parameters, randomImages(CNN, 5, 2));
    const dynamic = quantizeNetwork(calibrated, withOptions({ bits: 16 }, { bits: 12, ranges: 'dynamic' }));
    const images = randomImages(CNN, 30, 3);
    const [exact, found] = [realScores(calibrated.network, images), realScores(dynamic, images)];
    found.forEach((score, i) => {
      expect(Math.abs(score - exact[i])).toBeLessThan(5e-3 * largest(exact));
    });
  });

  it.each([
    [{ bits: 1 }, {}, 'use 2 to 16'],
    [{ bits: 16, scheme: 'asymmetric' as const }, {}, 'use 2 to 15'],
    [{}, { bits: 17 }, 'use 2 to 16, or 32 for float'],
  ])('refuses %o %o', (weights, activations, words) => {
    const calibrated = calibrate(CNN, 8, randomParameters(CNN, 4), randomImages(CNN, 2, 2));
    expect(() => quantizeNetwork(calibrated, withOptions(weights, activations))).toThrow(words);
  });
});

const largest = (values: Float64Array): number => values.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
