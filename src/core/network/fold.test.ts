import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeToCode, thresholdCount, weightQuantizer } from '../quantizers/quantizer';
import { Random } from '../random';
import { activationQuantizer, foldNetwork, levelOf, normalized, stageInputQuantizer } from './fold';
import { thresholdsOf } from './integer-stage';
import { topologyOf } from './presets';
import { randomParameters, randomStageParameters } from './testing';
import { stagesOf, type Topology } from './topology';

const bits = fc.integer({ min: 1, max: 8 });

const tiny = (activation: Topology['activation'], width: number): Topology => ({
  name: 'tiny',
  input: { height: 1, width, channels: 1 },
  layers: [
    { kind: 'dense', units: 3 },
    { kind: 'dense', units: 10 },
  ],
  activation,
});

describe('thresholds', () => {
  it('equal the float path for every reachable accumulator, whatever the sign of gamma', () => {
    const activations = fc.constantFrom<Topology['activation']>('hardtanh', 'relu');
    fc.assert(
      fc.property(bits, bits, bits, activations, fc.nat(), (w, a, i, activation, seed) => {
        const topology = tiny(activation, 4);
        const precision = { weightBits: w, activationBits: a, inputBits: i };
        const [stage, last] = stagesOf(topology);
        const random = new Random(seed);
        const p = randomStageParameters(stage, random);
        const network = foldNetwork(topology, precision, [p, randomStageParameters(last, random)]);
        const folded = network.stages[0];
        const quantizer = activationQuantizer(topology, a);
        const unitStep = weightQuantizer(w).step * stageInputQuantizer(topology, precision, 0).step;
        const limit = folded.accumulatorLimit;
        for (let n = 0; n < stage.units; n++) {
          const sign = p.gamma[n] < 0 ? -1 : 1;
          const own = folded.thresholds.subarray(n * folded.thresholdCount, (n + 1) * folded.thresholdCount);
          const agrees = (acc: number) => {
            const float = levelOf(quantizer, normalized(p, n, unitStep, acc));
            return own.filter((t) => sign * acc >= t).length === float;
          };
          // Both sides are steps, monotone in acc: equal on either side of every step is equal everywhere.
          const around = [
            -limit,
            limit,
            ...[...own].flatMap((t) => [sign * t, sign * (t - 1), sign * (t + 1)]),
          ];
          const some = Array.from({ length: 50 }, () => random.below(2 * limit + 1) - limit);
          const wrong = [...around, ...some].filter((acc) => Math.abs(acc) <= limit && !agrees(acc));
          expect(wrong).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('negates the weight row of a negative gamma', () => {
    const topology = tiny('hardtanh', 2);
    const p = randomParameters(topology, 1);
    p[0].gamma.set([1, -1, 1]);
    const { weights } = foldNetwork(topology, { weightBits: 3, activationBits: 2, inputBits: 1 }, p)
      .stages[0];
    const code = (i: number, n: number) => quantizeToCode(weightQuantizer(3), p[0].weights[i * 3 + n]);
    expect([...weights]).toEqual(
      [code(0, 0), code(1, 0), -code(0, 1), -code(1, 1), code(0, 2), code(1, 2)].map((c) => c + 0),
    );
  });

  it('are ascending and saturate where a level is out of reach', () => {
    expect([...thresholdsOf(() => 0, 3, 10)]).toEqual([11, 11, 11]);
    expect([...thresholdsOf(() => 3, 3, 10)]).toEqual([-10, -10, -10]);
    expect([...thresholdsOf((acc) => (acc >= 4 ? 2 : 0), 3, 10)]).toEqual([4, 4, 11]);
  });

  it('are as many as the quantizer needs', () => {
    const topology = topologyOf('784-4-10');
    const network = foldNetwork(
      topology,
      { weightBits: 2, activationBits: 5, inputBits: 1 },
      randomParameters(topology, 7),
    );
    expect(network.stages[0].thresholdCount).toBe(thresholdCount(activationQuantizer(topology, 5)));
    expect(network.stages[1].thresholdCount).toBe(0);
  });
});

describe('output stage', () => {
  it('keeps one common scale within int16 and int32', () => {
    fc.assert(
      fc.property(fc.nat(), bits, (seed, w) => {
        const topology = topologyOf('784-2-10');
        const p = randomParameters(topology, seed);
        const precision = { weightBits: w, activationBits: 2, inputBits: 1 };
        const last = foldNetwork(topology, precision, p).stages[1];
        expect(Math.max(...last.scale.map(Math.abs), 1)).toBeLessThanOrEqual(32767);
        const unitStep = weightQuantizer(w).step * stageInputQuantizer(topology, precision, 1).step;
        const float = (n: number, acc: number) => normalized(p[1], n, unitStep, acc);
        const reference = [...last.scale.keys()].reduce((a, b) =>
          Math.abs(last.scale[b]) > Math.abs(last.scale[a]) ? b : a,
        );
        const common = last.scale[reference] / (float(reference, 1) - float(reference, 0));
        for (let n = 0; n < 10; n++) {
          expect(Math.abs(last.bias[n] - common * float(n, 0))).toBeLessThan(
            1 + 1e-3 * Math.abs(last.bias[n]),
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});

it('refuses parameters that are not finite, naming the layer', () => {
  const topology = topologyOf('784-2-10');
  const p = randomParameters(topology, 3);
  p[1].gamma[0] = Number.NaN;
  expect(() => foldNetwork(topology, { weightBits: 2, activationBits: 2, inputBits: 1 }, p)).toThrow(/mvau1/);
});
