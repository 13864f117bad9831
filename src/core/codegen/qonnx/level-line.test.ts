import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf } from '../../network/fold';
import type { Integers } from '../../network/integer-network';
import { thresholdsOf } from '../../network/integer-stage';
import { hardTanhQuantizer, type Quantizer, reluQuantizer, thresholdCount } from '../../quantizers/quantizer';
import { levelLine } from './level-line';

/** Level of an accumulator on the line, as BatchNorm and a quantizer compute it. */
const lineLevel = ({ offset, spacing }: { offset: number; spacing: number }, count: number, acc: number) =>
  Math.min(Math.max(Math.floor((acc - offset) / spacing + 0.5), 0), count);

const reached = (thresholds: Integers, acc: number) => thresholds.filter((t) => acc >= t).length;

const quantizers = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.boolean())
  .map(([bits, relu]) => (relu ? reluQuantizer(bits) : hardTanhQuantizer(bits)));

const trained = (q: Quantizer, slope: number, mean: number, beta: number, limit: number): Integers =>
  thresholdsOf((acc) => levelOf(q, (acc - mean) * slope + beta), thresholdCount(q), limit);

describe('levelLine', () => {
  it('gives the levels of any thresholds that BatchNorm and a quantizer make, at every accumulator', () => {
    const real = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
    const flat = fc.constant(0);
    fc.assert(
      fc.property(
        quantizers,
        fc.oneof(real(1e-4, 2), flat),
        real(-500, 500),
        real(-2, 2),
        fc.integer({ min: 1, max: 400 }),
        (q, slope, mean, beta, limit) => {
          const thresholds = trained(q, slope, mean, beta, limit);
          const line = levelLine(thresholds, limit);
          expect(line.margin).toBeGreaterThan(0);
          expect(line.spacing).toBeGreaterThan(0);
          for (let acc = -limit; acc <= limit; acc++) {
            expect(lineLevel(line, thresholds.length, acc)).toBe(reached(thresholds, acc));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps at least the distance that the trained line has', () => {
    // Boundaries at 10.5, 30.5, 50.5: half a step from the accumulators on both sides, the most that there is.
    const line = levelLine(Int32Array.of(11, 31, 51), 100);
    expect(line.spacing).toBeCloseTo(20, 9);
    expect(line.offset).toBeCloseTo(0.5, 9);
    expect(line.margin).toBeCloseTo(0.5, 9);
  });

  it('tells thresholds that no line gives', () => {
    expect(levelLine(Int32Array.of(0, 10, 90), 100).margin).toBeLessThan(0);
  });

  it.each([
    ['never reached', [101, 101, 101], 0],
    ['always reached', [-100, -100, -100], 3],
    ['reached by nothing but a constant', [-100, 101, 101], 1],
    ['all at one accumulator', [5, 5, 5], null],
  ])('takes thresholds %s', (_, list, level) => {
    const thresholds = Int32Array.from(list);
    const line = levelLine(thresholds, 100);
    expect(line.margin).toBeGreaterThan(0.1);
    for (const acc of [-100, -1, 0, 4, 5, 6, 100]) {
      expect(lineLevel(line, 3, acc)).toBe(level ?? reached(thresholds, acc));
    }
  });
});
