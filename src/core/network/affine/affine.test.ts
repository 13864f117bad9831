import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardTanhQuantizer, type Quantizer, reluQuantizer, thresholdCount } from '../../quantizers/quantizer';
import { activationQuantizer, foldNetwork } from '../fold';
import type { Affine, IntegerStage } from '../integer-network';
import { topologyOf } from '../presets';
import { randomParameters } from '../testing';
import { stagesOf, type Topology } from '../topology';
import { affineCode, affineOf, SCALE_BITS } from './affine';
import { withNarrowScales } from './rounded';
import { digitCount, fewestDigits } from './scale-digits';

const tiny = (activation: Topology['activation'], units: number): Topology => ({
  name: 'tiny',
  input: { height: 1, width: 5, channels: 1 },
  layers: [
    { kind: 'dense', units },
    { kind: 'dense', units: 3 },
  ],
  activation,
});

/** A stage with thresholds of its own. */
const stageOf = (thresholds: readonly (readonly number[])[], limit: number): IntegerStage => ({
  stage: stagesOf(tiny('hardtanh', thresholds.length))[0],
  weights: new Int16Array(thresholds.length * 5),
  thresholds: Int32Array.from(thresholds.flat()),
  thresholdCount: thresholds[0].length,
  scale: new Int16Array(),
  bias: new Int32Array(),
  accumulatorLimit: limit,
});

/** Accumulators at which a line and the thresholds differ, of all in [-limit, limit]. */
function wrong(stage: IntegerStage, affine: Affine): string[] {
  const { thresholds, thresholdCount: count, accumulatorLimit: limit } = stage;
  const found: string[] = [];
  for (let n = 0; n < stage.stage.units; n++) {
    const own = thresholds.subarray(n * count, (n + 1) * count);
    for (let acc = -limit; acc <= limit; acc++) {
      const code = affine.minCode + own.filter((t) => t <= acc).length;
      if (affineCode(affine, n, acc) !== code) found.push(`${n}: ${acc}`);
    }
  }
  return found;
}

const quantizers = fc
  .tuple(fc.boolean(), fc.integer({ min: 2, max: 5 }))
  .map(([relu, bits]): Quantizer => (relu ? reluQuantizer(bits) : hardTanhQuantizer(bits)));

describe('the lines of a stage', () => {
  it('equal the thresholds of any line, for every accumulator, with no larger shift', () => {
    const lines = fc.record({ scale: fc.nat(4000), bias: fc.integer({ min: -300_000, max: 300_000 }) });
    const many = fc.array(lines, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(many, fc.nat(14), fc.integer({ min: 1, max: 90 }), quantizers, (all, shift, limit, q) => {
        const count = thresholdCount(q);
        const made: Affine = {
          scale: Float64Array.from(all, ({ scale }) => scale),
          bias: Float64Array.from(all, ({ bias }) => bias),
          shift,
          minCode: q.minCode,
          maxCode: q.maxCode,
        };
        const rows = all.map((_, n) =>
          Array.from({ length: count }, (_, k) => {
            let acc = -limit;
            while (acc <= limit && affineCode(made, n, acc) < q.minCode + 1 + k) acc++;
            return acc;
          }),
        );
        const stage = stageOf(rows, limit);
        const { affine } = affineOf(stage, q);
        expect(affine).not.toBeNull();
        if (!affine) return;
        expect(wrong(stage, affine)).toEqual([]);
        expect(affine.shift).toBeLessThanOrEqual(shift);
      }),
      { numRuns: 150 },
    );
  });

  it('equal a folded network, whatever the sign of gamma, and those of narrow two-hot scales too', () => {
    const cells = fc.record({
      activation: fc.constantFrom<Topology['activation']>('hardtanh', 'relu'),
      w: fc.integer({ min: 1, max: 4 }),
      a: fc.integer({ min: 2, max: 6 }),
      seed: fc.nat(10_000),
    });
    fc.assert(
      fc.property(cells, ({ activation, w, a, seed }) => {
        const topology = tiny(activation, 4);
        const precision = { weightBits: w, activationBits: a, inputBits: 3 };
        const network = foldNetwork(topology, precision, randomParameters(topology, seed));
        const q = activationQuantizer(topology, a);
        const [stage] = network.stages;
        const { affine } = affineOf(stage, q);
        expect(affine && wrong(stage, affine)).toEqual([]);
        const [narrow, last] = withNarrowScales(network, { bits: 7, hot: 2 }).stages;
        const twoHot = affineOf(narrow, q, 2).affine;
        expect(twoHot && wrong(narrow, twoHot)).toEqual([]);
        expect(Math.max(...(twoHot?.scale.map(digitCount) ?? [9]))).toBeLessThanOrEqual(2);
        expect(Math.max(...(twoHot?.scale ?? [999]))).toBeLessThanOrEqual(2 ** 7);
        expect(last).toBe(network.stages[1]);
      }),
      { numRuns: 60 },
    );
  });

  it('are none, with the reason, where thresholds are on no line', () => {
    const bent = stageOf([[0, 10, 11, 30]], 100);
    expect(affineOf(bent, hardTanhQuantizer(3)).reason).toBe(
      `mvau0: the thresholds of neuron 0 are of no scale of at most ${SCALE_BITS} bits`,
    );
    const five = stageOf([[0, 51, 102, 153]], 200);
    expect(affineOf(five, hardTanhQuantizer(3)).affine).not.toBeNull();
    expect(affineOf(five, hardTanhQuantizer(3), 1).reason).toBe(
      'mvau0: the thresholds of neuron 0 are of no scale of 1 powers of two of at most 32 bits',
    );
    expect(affineOf(stageOf([[3]], 9), hardTanhQuantizer(1)).reason).toContain('one threshold per neuron');
    expect(affineOf(bent, null).reason).toBe('mvau0 ends in scores');
  });

  it('have the ends for neurons that are always or never above them', () => {
    const stage = stageOf(
      [
        [-9, -9, -9, -9],
        [10, 10, 10, 10],
        [-9, -9, 10, 10],
        [-9, -2, 8, 10],
      ],
      9,
    );
    const { affine } = affineOf(stage, hardTanhQuantizer(3));
    expect(affine && wrong(stage, affine)).toEqual([]);
  });
});

describe('the scale of a range', () => {
  it('has the fewest signed powers of two', () => {
    expect(fewestDigits({ low: 7, high: 7 })).toBe(7);
    expect(fewestDigits({ low: 7, high: 7 }, 1)).toBeNull();
    const ranges = fc.tuple(fc.nat(3000), fc.nat(40));
    fc.assert(
      fc.property(ranges, ([low, size]) => {
        const all = Array.from({ length: size + 1 }, (_, i) => low + i);
        const found = fewestDigits({ low, high: low + size });
        expect(all).toContain(found);
        expect(digitCount(found ?? -1)).toBe(Math.min(...all.map(digitCount)));
      }),
    );
  });
});

it('the narrow scales of a network keep its last stage and the number of its thresholds', () => {
  const topology = topologyOf('784-6-10');
  const precision = { weightBits: 2, activationBits: 4, inputBits: 1 };
  const network = foldNetwork(topology, precision, randomParameters(topology, 2));
  const narrow = withNarrowScales(network, { bits: 10 });
  expect(narrow.stages[0].thresholds).toHaveLength(network.stages[0].thresholds.length);
  // Ten bits move a threshold of a sum of up to 784 by less than two.
  const moved = narrow.stages[0].thresholds.map((t, i) => Math.abs(t - network.stages[0].thresholds[i]));
  expect(Math.max(...moved)).toBeLessThan(40);
});
