import { describe, expect, it } from 'vitest';
import { fixedNetwork } from '../network/fixed-fold';
import { batchNormLine, castCode, POINTS, stageCasts } from '../network/fixed-point';
import { realNetwork, realScores } from '../network/float-path';
import { inference } from '../network/infer';
import type { StageParameters } from '../network/parameters';
import { fixedOf, randomFixed, TINY_CNN, TINY_MLP } from '../network/testing-fixed';
import type { Topology } from '../network/topology';
import { FLOAT_BITS } from '../precision';
import { Random } from '../random';
import { fixedStart } from './fixed-start';
import { calibrate } from './ptq';

const FIXED = fixedOf({ parameterBits: 8 });

function imagesFor({ input: { height, width } }: Topology) {
  const random = new Random(11);
  const pixels = Uint8Array.from({ length: 30 * height * width }, () => random.below(256));
  return { count: 30, height, width, pixels, labels: new Uint8Array(30) };
}

function started(topology: Topology, bits: number, fixed = FIXED, spread = 1) {
  const float = randomFixed(topology, 4).map(
    ({ points: _, ...p }): StageParameters => ({ ...p, variance: p.variance.map((v) => v * spread) }),
  );
  const precision = { weightBits: bits, activationBits: bits, inputBits: 4 };
  const images = imagesFor(topology);
  const { activations } = calibrate(topology, 4, float, images);
  return {
    precision,
    images,
    float,
    parameters: fixedStart({ topology, precision, fixed }, float, activations, images),
  };
}

describe('binary points of least error', () => {
  it.each([TINY_CNN, TINY_MLP])('leave $name what it was at 10 bits, and no points outside', (topology) => {
    const fixed = fixedOf({ parameterBits: 12 });
    const { precision, images, float, parameters } = started(topology, 10, fixed);
    const integer = fixedNetwork(topology, precision, fixed, parameters);
    const reals = realScores(
      realNetwork(topology, { ...precision, weightBits: FLOAT_BITS, activationBits: FLOAT_BITS }, float),
      images,
    );
    const ours = inference(integer)(images.pixels, images.count);
    const largest = reals.reduce((max, score, i) => (Math.abs(score) > Math.abs(reals[max]) ? i : max), 0);
    const unit = reals[largest] / ours[largest];
    for (const [i, score] of reals.entries()) {
      expect(Math.abs(score - ours[i] * unit)).toBeLessThan(0.03 * Math.abs(reals[largest]));
    }
  });

  it('of the bias has the least squared error of all places, which is not that of the largest value', () => {
    const { precision, parameters } = started(TINY_MLP, 3, fixedOf({ parameterBits: 3 }));
    for (const p of parameters) {
      const { bias } = batchNormLine(p);
      const errors = Array.from({ length: 7 }, (_, i) => {
        const points = new Float32Array(POINTS.length).fill(i - 3);
        const cast = stageCasts(TINY_MLP, precision, fixedOf({ parameterBits: 3 }), points).bias;
        return bias.reduce((sum, b) => sum + (castCode(cast, b) * cast.step - b) ** 2, 0);
      });
      expect(p.points![2]).toBe(errors.indexOf(Math.min(...errors)) - 3);
    }
  });

  it('are not below 0 where the paper has it so', () => {
    const { parameters } = started(TINY_CNN, 6, fixedOf({ lowest: 'zero' }), 400);
    const free = started(TINY_CNN, 6, fixedOf(), 400).parameters;
    expect(parameters.every(({ points }) => points!.every((point) => point >= 0))).toBe(true);
    expect(free.some(({ points }) => points![1] < 0)).toBe(true);
  });
});
