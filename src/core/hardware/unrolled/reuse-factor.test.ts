import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnrolledLayer } from './layer';
import { isLegalReuse, legalReuseFactors, multipliersOf, nearestReuse, reuseOf } from './reuse-factor';

const layer = (fanIn: number, units: number): UnrolledLayer => ({ name: 'fc', fanIn, units });
const layers = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .map(([i, o]) => layer(i, o));

describe('legal reuse factors', () => {
  it.each([
    // By hand from hls4ml's three conditions (fpga_backend.py:262-277).
    [16, 64, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]],
    [32, 5, [1, 2, 4, 8, 16, 32, 160]],
    [6, 4, [1, 2, 3, 6, 12, 24]],
    [7, 3, [1, 7, 21]],
  ])('of a layer of %i inputs and %i neurons', (fanIn, units, legal) => {
    expect(legalReuseFactors(layer(fanIn, units))).toEqual(legal);
  });

  it('are those that hls4ml takes', () => {
    fc.assert(
      fc.property(layers, (l) => {
        const all = Array.from({ length: l.fanIn * l.units }, (_, i) => i + 1);
        expect(legalReuseFactors(l)).toEqual(all.filter((factor) => isLegalReuse(l, factor)));
      }),
    );
  });

  it('divide the inputs, or are whole columns: multiples of the fan-in that divide the weights', () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: 1, max: 1600 }), (l, factor) => {
        const inColumn = l.fanIn % factor === 0;
        const columns = factor % l.fanIn === 0 && l.units % (factor / l.fanIn) === 0;
        return isLegalReuse(l, factor) === (inColumn || columns);
      }),
      { numRuns: 2000 },
    );
  });

  it('snap to the nearest, the smaller of two', () => {
    expect(nearestReuse(layer(32, 5), 3)).toBe(2);
    expect(nearestReuse(layer(32, 5), 100)).toBe(160);
    expect(nearestReuse(layer(32, 5), 90)).toBe(32);
    expect(nearestReuse(layer(32, 5), 1e6)).toBe(160);
  });

  it('are asked of the resource strategy only', () => {
    expect(reuseOf(layer(32, 5), 3, 'resource')).toBe(2);
    expect(reuseOf(layer(32, 5), 3, 'latency')).toBe(3);
    expect(reuseOf(layer(32, 5), 999, 'latency')).toBe(160);
  });

  it.each([0, -1, 1.5, Number.NaN])('%d is refused with the legal ones', (wanted) => {
    expect(() => reuseOf(layer(7, 3), wanted, 'resource')).toThrow(
      expect.objectContaining({ name: 'IllegalReuseFactor', message: expect.stringContaining('1, 7, 21') }),
    );
  });
});

describe('multipliers', () => {
  it('do all products in as many rounds as the reuse factor', () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: 1, max: 64 }), (l, factor) => {
        const count = multipliersOf(l, factor, 'resource', 0);
        return count * factor >= l.fanIn * l.units && (count - 1) * factor < l.fanIn * l.units;
      }),
    );
  });

  it.each([
    ['latency', 1, 768, 256],
    ['latency', 4, 768, 64],
    ['resource', 4, 768, 256],
  ] as const)('of a 16 x 64 layer, %s, reuse %i, %i zeros: %i', (strategy, factor, zeros, count) => {
    expect(multipliersOf(layer(16, 64), factor, strategy, zeros)).toBe(count);
  });
});
