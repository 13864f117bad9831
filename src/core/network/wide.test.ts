import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatorOf } from '../hardware/estimators';
import { FLOAT_BITS } from '../precision';
import { inputQuantizer, quantizeToCode, reluQuantizer } from '../quantizers/quantizer';
import { Random } from '../random';
import { affineCode } from './affine/affine';
import { foldNetwork, levelOf, normalized, stageInputQuantizer, weightCodes } from './fold';
import { classify, scores } from './infer';
import { outputStage } from './integer-stage';
import { packNetwork, unpackNetwork } from './pack';
import { mlp, PRESETS } from './presets';
import { randomImages, randomParameters } from './testing';
import { stagesOf, type Topology } from './topology';

const at = (weightBits: number, activationBits: number) => ({ weightBits, activationBits, inputBits: 8 });
const SMALL = mlp('small', [12, 9]);
const RELU: Topology = { ...SMALL, activation: 'relu' };
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

/** Sums of magnitude up to `limit`, spread evenly. */
const sums = (limit: number, count: number): number[] => {
  const random = new Random(limit % 2 ** 32);
  return Array.from({ length: count }, () => Math.floor((2 * random.uniform() - 1) * limit));
};

describe('widths beyond 8 bits', () => {
  it.each([
    [9, 9, SMALL],
    [12, 10, CNN],
    [16, 6, SMALL],
    [16, 1, SMALL],
    [8, 14, SMALL],
    [16, 15, CNN],
    [16, 16, RELU],
  ])('W%i A%i folds, packs and unpacks to the same network', (weightBits, activationBits, topology) => {
    const precision = at(weightBits, activationBits);
    const network = foldNetwork(topology, precision, randomParameters(topology, 3));
    const again = unpackNetwork(topology, precision, packNetwork(network));
    expect(again.stages).toEqual(network.stages);
    const images = randomImages(topology, 20, 1);
    expect(classify(again, images)).toEqual(classify(network, images));
  });

  it('has thresholds that agree with the float path where sums are beyond 32 bits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SMALL, RELU),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(99),
        (topology, a, seed) => {
          const parameters = randomParameters(topology, seed);
          const [first] = foldNetwork(topology, at(16, a), parameters).stages;
          const { accumulatorLimit: limit, thresholds, thresholdCount: count } = first;
          expect(limit).toBeGreaterThan(2 ** 31);
          const output = stageInputQuantizer(topology, at(16, a), 1);
          const around = [...thresholds].flatMap((t) => [t - 1, t]).filter((acc) => Math.abs(acc) <= limit);
          for (const acc of [-limit, limit, ...around]) {
            for (let n = 0; n < first.stage.units; n++) {
              const sign = parameters[0].gamma[n] < 0 ? -1 : 1;
              const real = normalized(parameters[0], n, 2 ** -14 * 2 ** -8, sign * acc);
              const row = thresholds.subarray(n * count, (n + 1) * count);
              expect(row.filter((t) => acc >= t).length).toBe(levelOf(output, real));
            }
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('has lines where thresholds would be too many, as near to the float path as their scales are exact', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SMALL, RELU, CNN),
        fc.integer({ min: 2, max: 16 }),
        fc.integer({ min: 14, max: 16 }),
        fc.nat(99),
        (topology, w, a, seed) => {
          const parameters = randomParameters(topology, seed);
          const [first] = foldNetwork(topology, at(w, a), parameters).stages;
          const { accumulatorLimit: limit, lines, thresholds, stage } = first;
          if (!lines) throw new Error('lines were expected');
          expect(thresholds).toHaveLength(0);
          const output = stageInputQuantizer(topology, at(w, a), 1);
          let compared = 0;
          for (const acc of sums(limit, 40)) {
            for (let n = 0; n < stage.units; n++) {
              const sign = parameters[0].gamma[n] < 0 ? -1 : 1;
              const real = normalized(parameters[0], n, 2 ** (2 - w) * 2 ** -8, sign * acc);
              const code = quantizeToCode(output, real);
              // A scale of s is off by 1/2 at most, that is by a share of 1/2s, from the middle of the codes on.
              const far = Math.abs(real / output.step - (output.minCode + output.maxCode) / 2);
              const most = far > 2 ** a ? 0 : 2 + far / (2 * lines.scale[n] - 1);
              if (lines.scale[n] > 2) {
                expect(Math.abs(affineCode(lines, n, acc) - code)).toBeLessThanOrEqual(most);
                compared++;
              }
            }
          }
          expect(compared).toBeGreaterThan(20 * stage.units);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('sums 16-bit weights and activations exactly, as BigInt does', () => {
    const topology: Topology = { ...mlp('two', [40]), activation: 'relu' };
    const parameters = randomParameters(topology, 2);
    const images = randomImages(topology, 3, 4);
    const network = foldNetwork(topology, at(16, 16), parameters);
    const [hidden, last] = network.stages;
    const { scale, bias, shift } = hidden.lines!;
    const [input, relu] = [inputQuantizer(8), reluQuantizer(16)];
    const sum = (weights: Int16Array, n: number, x: readonly bigint[]): bigint =>
      x.reduce((total, code, i) => total + BigInt(weights[n * x.length + i]) * code, 0n);
    const clamped = (code: bigint): bigint =>
      code < 0n ? 0n : code > relu.maxCode ? BigInt(relu.maxCode) : code;
    const size = images.height * images.width;
    const expected = Array.from({ length: images.count }, (_, image) => {
      const pixels = [...images.pixels.subarray(image * size, (image + 1) * size)];
      const x = pixels.map((pixel) => BigInt(quantizeToCode(input, pixel / 256)));
      const codes = Array.from({ length: hidden.stage.units }, (_, n) =>
        clamped((BigInt(scale[n]) * sum(hidden.weights, n, x) + BigInt(bias[n])) >> BigInt(shift)),
      );
      return Array.from({ length: last.stage.units }, (_, n) =>
        Number(BigInt(last.scale[n]) * sum(last.weights, n, codes) + BigInt(last.bias[n])),
      );
    }).flat();
    expect(expected.some((score) => Math.abs(score) > 2 ** 40)).toBe(true);
    expect([...scores(network, images)]).toEqual(expected);
    expect(weightCodes(stagesOf(topology)[1], 16, parameters[1].weights)).toEqual(last.weights);
  });

  it('are refused, with what would be right, where sums are beyond what float64 holds with their scale', () => {
    const named = (name: string, words: string) =>
      expect.objectContaining({ name, message: expect.stringContaining(words) });
    const [stage] = stagesOf(SMALL);
    const summed = (limit: number) => ({ stage, weights: new Int16Array(), limit });
    const room = (limit: number) => {
      let scale = 0;
      outputStage(summed(limit), (found) => {
        scale = found.scale;
        return { scale: new Int16Array(), bias: new Int32Array() };
      });
      return scale;
    };
    expect([2 ** 30, 2 ** 40, 2 ** 42].map(room)).toEqual([2 ** 15 - 1, 2 ** 10 - 1, 2 ** 8 - 1]);
    expect(() => room(2 ** 44)).toThrow(named('AccumulatorTooWide', 'mvau0 reach 17592186044416'));
    expect(() => foldNetwork(SMALL, at(FLOAT_BITS, 8), randomParameters(SMALL, 1))).toThrow(
      named('FloatNetwork', 'W32f A8 has no integer network'),
    );
  });

  it.each(['finn', 'finn-r'])('%s estimates them, each bit more for no less', (id) => {
    const lutAt = (bits: number) =>
      estimatorOf(id).estimate({
        topology: PRESETS.cnn,
        precision: at(bits, bits),
        targetFps: 1e4,
        clockMhz: 100,
        part: 'xc7z020clg400-1',
      }).total.lut ?? Number.NaN;
    const luts = [8, 9, 12, 16].map(lutAt);
    expect(luts.every((lut, i) => lut > (luts[i - 1] ?? 0))).toBe(true);
  });
});
