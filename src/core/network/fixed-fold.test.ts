import { describe, expect, it } from 'vitest';
import { add, multiply } from '../fixed/arithmetic';
import { castTo, type Fixed, fixedOf as fixedNumber, numberOf } from '../fixed/cast';
import { fixedType } from '../fixed/fixed-type';
import { shiftTermsOf } from '../fixed/shift-terms';
import { Random } from '../random';
import { affineCode, affineOf } from './affine/affine';
import { fixedNetwork, fixedRealNetwork, fixedStages, trainedLevel } from './fixed-fold';
import { batchNormLine, type FixedChoice, stageCasts } from './fixed-point';
import { realScores } from './float-path';
import { activationQuantizer } from './fold';
import { scores } from './infer';
import type { IntegerStage } from './integer-network';
import type { StageParameters } from './parameters';
import { fixedOf, randomFixed, TINY_CNN, TINY_MLP } from './testing-fixed';
import type { Topology } from './topology';

const PRECISION = { weightBits: 4, activationBits: 3, inputBits: 3 };

const integersOf = (
  topology: Topology,
  fixed: FixedChoice,
  parameters: StageParameters[],
  bits = PRECISION,
) => fixedNetwork(topology, bits, fixed, parameters);

/** Level of an accumulator by the thresholds. */
const levelAt = ({ thresholds, thresholdCount: count }: IntegerStage, n: number, acc: number): number =>
  thresholds.subarray(n * count, (n + 1) * count).filter((threshold) => acc >= threshold).length;

const integerBits = (step: number, width: number): number => Math.log2(step) + width;

describe('the integer network of a trained fixed-point network', () => {
  it.each([null, 2])(
    'has the thresholds of the fixed-point arithmetic for every accumulator, K %s',
    (kHot) => {
      const fixed = fixedOf({ kHot });
      for (const seed of [1, 2, 3]) {
        const parameters = randomFixed(TINY_CNN, seed);
        const { stages } = integersOf(TINY_CNN, fixed, parameters);
        let inputStep = 2 ** -3;
        for (const [i, s] of stages.slice(0, -1).entries()) {
          const casts = stageCasts(TINY_CNN, PRECISION, fixed, parameters[i].points!);
          const line = batchNormLine(parameters[i]);
          const parameter = (width: number, step: number, value: number, overflow: 'SAT' | 'SAT_SYM') =>
            fixedNumber(
              fixedType({ width, integer: integerBits(step, width), quantization: 'RND', overflow }),
              value,
            );
          const output = fixedType({
            width: 3,
            integer: integerBits(casts.activation.step, 3),
            signed: false,
            quantization: 'RND',
            overflow: 'SAT',
          });
          const unit = casts.weights.step * inputStep;
          for (let n = 0; n < s.stage.units; n++) {
            // The K-hot code is taken from the stage: that it is right is a test of its own.
            const a: Fixed = parameter(6, casts.multiplier.step, line.multiplier[n], 'SAT');
            const hot = casts.multiplier.hot;
            if (hot) a.code = BigInt(hot[Number(a.code) + 32]);
            const b = parameter(6, casts.bias.step, line.bias[n], 'SAT');
            const sign = a.code < 0n ? -1 : 1;
            for (let acc = -s.accumulatorLimit; acc <= s.accumulatorLimit; acc++) {
              const z: Fixed = {
                type: fixedType({ width: 24, integer: Math.log2(unit) + 24 }),
                code: BigInt(sign * acc),
              };
              const wanted = castTo(output, add(multiply(a, z), b)).code;
              if (levelAt(s, n, acc) !== Number(wanted)) {
                throw new Error(`${s.stage.name} ${n}: ${levelAt(s, n, acc)} at ${acc}, not ${wanted}`);
              }
            }
          }
          inputStep = casts.activation.step;
        }
      }
    },
  );

  it.each([TINY_CNN, TINY_MLP])('gives the scores of $name in reals times a power of two', (topology) => {
    const fixed = fixedOf();
    const parameters = randomFixed(topology, 5);
    const { height, width } = topology.input;
    const random = new Random(8);
    const pixels = Uint8Array.from({ length: 20 * height * width }, () => random.below(256));
    const images = { count: 20, height, width, pixels, labels: new Uint8Array(20) };
    const ours = scores(integersOf(topology, fixed, parameters), images);
    const reals = realScores(fixedRealNetwork(topology, PRECISION, fixed, parameters), images);
    const at = reals.findIndex((score) => score !== 0);
    const unit = reals[at] / ours[at];
    expect(Number.isInteger(Math.log2(unit))).toBe(true);
    expect(Array.from(ours, (score) => score * unit)).toEqual(Array.from(reals, (score) => score + 0));
    expect(new Set(ours).size).toBeGreaterThan(5);
  });

  it('has 2-hot weights, multipliers and scales, and more ones without', () => {
    const most = (codes: ArrayLike<number>) =>
      Math.max(...Array.from(codes, (code) => shiftTermsOf(BigInt(code)).length));
    const [weights, scale] = [2, null].map((kHot) => {
      const fixed = fixedOf({ kHot, parameterBits: 8 });
      const precision = { ...PRECISION, weightBits: 8 };
      const parameters = randomFixed(TINY_CNN, 7);
      const { stages } = integersOf(TINY_CNN, fixed, parameters, precision);
      const lines = fixedStages(TINY_CNN, precision, fixed, parameters);
      return [
        stages.map((s) => most(s.weights)),
        [...lines.map((s) => most(s.scale)), most(stages[2].scale)],
      ];
    });
    expect(
      weights
        .flat()
        .slice(0, 7)
        .every((terms) => terms <= 2),
    ).toBe(true);
    expect(Math.max(...scale.flat())).toBeGreaterThan(2);
  });

  it('of 2-hot multipliers has thresholds that lie on lines with two shifts, in every layer', () => {
    for (const topology of [TINY_CNN, TINY_MLP]) {
      for (const seed of [1, 2, 3]) {
        const { stages } = integersOf(topology, fixedOf({ kHot: 2 }), randomFixed(topology, seed));
        const output = activationQuantizer(topology, PRECISION.activationBits);
        for (const s of stages.slice(0, -1)) expect(affineOf(s, output, 2).reason).toBeNull();
      }
    }
  });

  it('of 14 bits has the trained lines, which are exact', () => {
    const precision = { weightBits: 14, activationBits: 14, inputBits: 8 };
    for (const topology of [TINY_CNN, TINY_MLP]) {
      const fixed = fixedOf({ parameterBits: 12 });
      const parameters = randomFixed(topology, 5);
      const trained = fixedStages(topology, precision, fixed, parameters);
      const output = activationQuantizer(topology, 14);
      const hidden = integersOf(topology, fixed, parameters, precision).stages.slice(0, -1);
      const random = new Random(8);
      for (const [i, { lines, accumulatorLimit: limit, stage }] of hidden.entries()) {
        for (let n = 0; n < stage.units; n++) {
          const level = trainedLevel(trained[i], n, output, limit);
          for (let k = 0; k < 50; k++) {
            const acc = Math.floor((2 * random.uniform() - 1) * limit);
            expect(affineCode(lines!, n, acc)).toBe(output.minCode + level(acc));
          }
        }
      }
    }
  });

  it('of lines and sums whose products are beyond float64 has the nearest lines, a level off at most', () => {
    const precision = { weightBits: 16, activationBits: 16, inputBits: 8 };
    const fixed = fixedOf({ parameterBits: 16 });
    const parameters = randomFixed(TINY_MLP, 9);
    const wide = parameters.map((p) => ({ ...p, weights: p.weights.map((w) => Math.sign(w) * 9) }));
    const trained = fixedStages(TINY_MLP, precision, fixed, wide);
    const output = activationQuantizer(TINY_MLP, 16);
    const { stages } = integersOf(TINY_MLP, fixed, wide, precision);
    const [, { lines, accumulatorLimit: limit }] = stages;
    expect(limit).toBeGreaterThan(2 ** 31);
    const products = Math.max(...lines!.scale) * limit + Math.max(...lines!.bias.map(Math.abs));
    expect(products).toBeLessThan(2 ** 53);
    const random = new Random(4);
    for (let k = 0; k < 500; k++) {
      const n = k % trained[1].stage.units;
      const acc = Math.floor((2 * random.uniform() - 1) * limit);
      const level = trainedLevel(trained[1], n, output, limit)(acc);
      expect(Math.abs(affineCode(lines!, n, acc) - output.minCode - level)).toBeLessThanOrEqual(1);
    }
  });

  it('refuses what has diverged', () => {
    const parameters = randomFixed(TINY_MLP, 1);
    parameters[1].points![2] = Number.NaN;
    expect(() => fixedNetwork(TINY_MLP, PRECISION, fixedOf(), parameters)).toThrow(
      expect.objectContaining({ name: 'NotFinite' }),
    );
  });
});

it('a trained stage says scale, bias and shift of its output code', () => {
  const parameters = randomFixed(TINY_MLP, 2);
  const fixed = fixedOf();
  const casts = stageCasts(TINY_MLP, PRECISION, fixed, parameters[0].points!);
  const [{ scale, bias, shift }] = fixedStages(TINY_MLP, PRECISION, fixed, parameters);
  const line = batchNormLine(parameters[0]);
  const rounded = (width: number, step: number, value: number) =>
    numberOf(
      fixedNumber(
        fixedType({ width, integer: integerBits(step, width), quantization: 'RND', overflow: 'SAT' }),
        value,
      ),
    );
  const unit = (casts.weights.step * 2 ** -3) / casts.activation.step;
  scale.forEach((value, n) => {
    const a = Math.abs(rounded(6, casts.multiplier.step, line.multiplier[n]));
    expect(value / 2 ** shift).toBe(a * unit);
    expect(bias[n] / 2 ** shift).toBe(rounded(6, casts.bias.step, line.bias[n]) / casts.activation.step);
  });
});

it('levels are exact beyond 2^53 too', () => {
  const output = { minCode: -8, maxCode: 8 };
  const stage = fixedStages(TINY_MLP, PRECISION, fixedOf(), randomFixed(TINY_MLP, 2))[0];
  for (const [scale, bias, shift, limit] of [
    [3, -40, 5, 200],
    [2 ** 15 - 1, 2 ** 62 - 2 ** 12, 60, 2 ** 31 - 1],
    [2 ** 40 - 2 ** 20, -(2 ** 52) - 2 ** 10, 50, 2 ** 13],
  ]) {
    const line = { ...stage, scale: Float64Array.of(scale), bias: Float64Array.of(bias), shift };
    const level = trainedLevel(line, 0, output, limit);
    for (let i = 0; i <= 400; i++) {
      const acc = Math.round(-limit + (i * limit) / 200);
      const exact = (BigInt(scale) * BigInt(acc) + BigInt(bias) + (1n << BigInt(shift - 1))) >> BigInt(shift);
      expect(level(acc)).toBe(Math.max(0, Math.min(16, Number(exact) + 8)));
    }
  }
});
