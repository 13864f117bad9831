import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RADAR_AXES, type RadarPoint, radarRange, radarScores } from './radar';

const figure = fc.option(fc.float({ min: 0, max: 250000, noNaN: true }), { freq: 8 });
const point = fc.record({ accuracy: figure, lut: figure, ff: figure, bram18: figure });

// Paper 003 Table 2: error 2.07 % to 1.52 %, BRAM 1643 to 224, FF 226282 to 31954, LUT 223910 to 53336.
const worst: RadarPoint = { accuracy: 0.9793, lut: 223910, ff: 226282, bram18: 1643 };
const best: RadarPoint = { accuracy: 0.9848, lut: 53336, ff: 31954, bram18: 224 };

describe('radar scores', () => {
  it('lie in 0..1, and are null exactly where the figure is', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 64 }), (grid) => {
        const range = radarRange(grid);
        for (const p of grid) {
          const scores = radarScores(p, range);
          for (const axis of RADAR_AXES) {
            const score = scores[axis];
            expect(score === null).toBe(p[axis] === null);
            if (score !== null) expect(score >= 0 && score <= 1).toBe(true);
          }
        }
      }),
    );
  });

  it('are 1 at the best and 0 at the worst of paper 003 Table 2, one half between', () => {
    const range = radarRange([worst, best]);
    expect(radarScores(best, range)).toEqual({ accuracy: 1, lut: 1, ff: 1, bram18: 1 });
    expect(radarScores(worst, range)).toEqual({ accuracy: 0, lut: 0, ff: 0, bram18: 0 });
    const middle = { ...best, ff: (31954 + 226282) / 2 };
    expect(radarScores(middle, range).ff).toBeCloseTo(0.5, 12);
  });

  it('of a network outside the grid stop at 0 and 1', () => {
    const range = radarRange([worst, best]);
    expect(radarScores({ ...best, lut: 1, ff: 1e9 }, range)).toMatchObject({ lut: 1, ff: 0 });
  });

  it('have no range where nothing is modelled, and are 1 where all are equal', () => {
    const range = radarRange([{ ...best, ff: null }]);
    expect(range.ff).toBeNull();
    expect(radarScores(best, range)).toEqual({ accuracy: 1, lut: 1, ff: null, bram18: 1 });
  });
});
