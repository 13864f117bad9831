import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import { checkFolding, divisorsOf, foldCycles } from './folding';
import { finnFolding, targetCycles } from './folding-finn';

const network = fc.constantFrom('tfc', 'sfc', 'lfc', 'cnn', '784-100-30-10', '784-997-10');
const weightBits = fc.integer({ min: 1, max: 8 });
const target = fc.integer({ min: 0, max: 1_000_000 });

describe("FINN's folding rule", () => {
  // Worked by hand along set_folding.py: SIMD grows over the divisors of 784 (1 2 4 7 8 14 16 28 49 ...) while W SIMD
  // <= 36 bits, then PE over the divisors of 1024 until fewer than 10000 cycles are left.
  it('folds LFC W1 at 10000 frames/s and 100 MHz', () => {
    expect(finnFolding(stagesOf(topologyOf('lfc')), 1, targetCycles(10000, 100))).toEqual([
      { mw: 784, mh: 1024, simd: 28, pe: 4 },
      { mw: 1024, mh: 1024, simd: 32, pe: 4 },
      { mw: 1024, mh: 1024, simd: 32, pe: 4 },
      { mw: 1024, mh: 10, simd: 2, pe: 1 },
    ]);
  });

  it('narrows SIMD as weights widen: 4 x 8 bits <= 36 < 7 x 8 bits', () => {
    const [first] = finnFolding(stagesOf(topologyOf('lfc')), 8, 10000);
    expect(first).toEqual({ mw: 784, mh: 1024, simd: 4, pe: 32 });
  });

  it('counts the output positions of a convolution', () => {
    const stages = stagesOf(topologyOf('cnn'));
    const folding = finnFolding(stages, 4, 10000);
    expect(foldCycles(folding[0]) * stages[0].vectors).toBeLessThan(10000);
    expect(folding[0]).toEqual({ mw: 9, mh: 12, simd: 9, pe: 1 });
  });

  // First pass, W8, 1 cycle: mvau0 ends at SIMD 4, PE 64 with 196 cycles. Second pass, 196 cycles: mvau1 needs 640,
  // 320, then 160 < 196 at SIMD 4, and no PE; without relaxation it would have PE 10.
  it('relaxes the other layers to the slowest one when the target is out of reach', () => {
    expect(finnFolding(stagesOf(topologyOf('784-64-10')), 8, 1)).toEqual([
      { mw: 784, mh: 64, simd: 4, pe: 64 },
      { mw: 64, mh: 10, simd: 4, pe: 1 },
    ]);
  });

  it('is legal, keeps weight streams within 36 bits, and meets the target or cannot be faster in the slowest layer', () => {
    fc.assert(
      fc.property(network, weightBits, target, (name, w, goal) => {
        const stages = stagesOf(topologyOf(name));
        const folding = finnFolding(stages, w, goal);
        checkFolding(stages, folding);
        const cycles = folding.map((f, i) => foldCycles(f) * stages[i].vectors);
        const slowest = cycles.indexOf(Math.max(...cycles));
        const { simd, pe, mw, mh } = folding[slowest];
        const next = divisorsOf(mw).find((d) => d > simd);
        const stuck = pe === mh && (next === undefined || next * w > 36);
        expect(cycles[slowest] < goal || stuck).toBe(true);
      }),
    );
  });
});

describe('target cycles', () => {
  it('are whole cycles per frame', () => {
    expect(targetCycles(10000, 100)).toBe(10000);
    expect(targetCycles(30000, 100)).toBe(3333);
  });

  it.each([
    [0, 100],
    [-1, 100],
    [10000, 0],
    [Number.NaN, 100],
    [10000, Number.POSITIVE_INFINITY],
  ])('of %d frames/s at %d MHz are refused', (fps, clock) => {
    expect(() => targetCycles(fps, clock)).toThrow(expect.objectContaining({ name: 'IllegalTarget' }));
  });
});
