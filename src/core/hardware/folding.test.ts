import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import { checkFolding, divisorsOf, foldCycles } from './folding';
import { bnnPynqFolding } from './folding-bnn-pynq';

const lfc = stagesOf(topologyOf('lfc'));

describe('divisors', () => {
  it('are all the divisors, ascending, once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (n) => {
        const naive = Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0);
        expect(divisorsOf(n)).toEqual(naive);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a given folding', () => {
  const legal = bnnPynqFolding(lfc);
  const withFirst = (change: object) => [{ ...legal[0], ...change }, ...legal.slice(1)];

  it('may pad the matrix', () => {
    expect(legal[0].mw).toBeGreaterThan(lfc[0].fanIn);
    expect(() => checkFolding(lfc, legal)).not.toThrow();
  });

  it.each([
    [{ simd: 48 }, 'IllegalFolding', 'mvau0: SIMD 48 does not divide MW 832; legal: 1, 2, 4, 8, 13, 16'],
    [{ pe: 48 }, 'IllegalFolding', 'mvau0: PE 48 does not divide MH 1024; legal: 1, 2, 4, 8'],
    [{ pe: 0 }, 'IllegalFolding', 'PE 0'],
    [{ simd: 0.5 }, 'IllegalFolding', 'SIMD 0.5'],
    [{ mw: 783 }, 'FoldingTooSmall', 'mvau0: MW is 783, the layer needs an integer of at least 784'],
    [{ mh: 1000 }, 'FoldingTooSmall', 'MH is 1000'],
    [{ mw: Number.NaN }, 'FoldingTooSmall', 'MW is NaN'],
  ])('%j is refused as %s', (change, name, message) => {
    expect(() => checkFolding(lfc, withFirst(change))).toThrow(
      expect.objectContaining({ name, message: expect.stringContaining(message), where: 'mvau0' }),
    );
  });

  it('must have one entry per layer', () => {
    expect(() => checkFolding(lfc, legal.slice(1))).toThrow(
      expect.objectContaining({ name: 'FoldingCount', message: expect.stringContaining('mvau3') }),
    );
  });
});

describe("BNN-PYNQ's fold", () => {
  it('of LFC is that of its config.h (bnn/src/network/lfcW1A1/hw/config.h)', () => {
    expect(bnnPynqFolding(lfc)).toEqual([
      { mw: 832, mh: 1024, simd: 64, pe: 32 },
      { mw: 1024, mh: 1024, simd: 32, pe: 64 },
      { mw: 1024, mh: 1024, simd: 64, pe: 32 },
      { mw: 1024, mh: 64, simd: 8, pe: 16 },
    ]);
  });

  it('of any MLP is legal, uses at most LFC lanes, and stays within 512 cycles unless it uses them all', () => {
    const widths = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(widths, (hidden) => {
        const stages = stagesOf(topologyOf(['784', ...hidden, '10'].join('-')));
        const folding = bnnPynqFolding(stages);
        checkFolding(stages, folding);
        folding.forEach((f, i) => {
          const full = f.pe * f.simd === (stages[i].last ? 128 : 2048);
          expect(foldCycles(f) <= 512 || full).toBe(true);
          expect(f.pe * f.simd).toBeLessThanOrEqual(stages[i].last ? 128 : 2048);
        });
      }),
    );
  });
});
