import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { checkFolding } from './folding';
import { legalStops, nearestStop, refold, refoldLayer, stepStop } from './folding-stops';
import { knownStagesOf } from './stages';

const side = fc.integer({ min: 1, max: 2000 });

describe('the stops of a slider', () => {
  it('are the divisors', () => {
    expect(legalStops(10)).toEqual([1, 2, 5, 10]);
    expect(legalStops(784)).toContain(49);
  });

  it.each([
    [10, 3, 2],
    [10, 4, 5],
    [12, 5, 4],
    [64, 1e9, 64],
    [64, -3, 1],
  ])('of %i: the nearest to %d is %i, the smaller of two', (of, wanted, nearest) => {
    expect(nearestStop(of, wanted)).toBe(nearest);
  });

  it.each([
    [10, 2, 1, 5],
    [10, 2, -1, 1],
    [10, 2, -5, 1],
    [10, 10, 1, 10],
    [10, 3, 1, 5],
  ])('of %i: from %i by %i lies %i', (of, value, steps, stop) => {
    expect(stepStop(of, value, steps)).toBe(stop);
  });

  it('leave a legal value alone', () => {
    fc.assert(fc.property(side, (n) => legalStops(n).every((stop) => nearestStop(n, stop) === stop)));
  });
});

describe('a folding set by hand', () => {
  it('is legal whatever is asked for', () => {
    const stages = knownStagesOf(topologyOf('cnn'));
    const folding = stages.map(({ fanIn: mw, units: mh }) => ({ pe: 1, simd: 1, mw, mh }));
    fc.assert(
      fc.property(fc.nat(2), fc.integer(), fc.integer(), (index, pe, simd) => {
        const refolded = refoldLayer(folding, index, { pe, simd });
        checkFolding(stages, refolded);
        expect(refolded.filter((f, i) => f !== folding[i] && i !== index)).toEqual([]);
      }),
    );
  });

  it('keeps what is not asked for', () => {
    expect(refold({ pe: 5, simd: 7, mw: 784, mh: 10 }, { pe: 9 })).toEqual({
      pe: 10,
      simd: 7,
      mw: 784,
      mh: 10,
    });
  });
});
