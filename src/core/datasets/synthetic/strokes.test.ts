import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spline } from './strokes';

const pointsOf = (line: Float64Array): [number, number][] =>
  Array.from({ length: line.length / 2 }, (_, i) => [line[2 * i], line[2 * i + 1]]);

describe('spline', () => {
  it('passes through its control points, eight steps apart', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(coordinate, { minLength: 4, maxLength: 24 }).map((a) => a.slice(0, a.length & ~1)),
        (control) => {
          const line = pointsOf(spline(Float64Array.from(control), 0, 0));
          expect(line.length).toBe((control.length / 2 - 1) * 8 + 1);
          for (let i = 0; 2 * i < control.length; i++) {
            expect(line[8 * i][0]).toBeCloseTo(control[2 * i], 12);
            expect(line[8 * i][1]).toBeCloseTo(control[2 * i + 1], 12);
          }
        },
      ),
    );
  });

  it('leaves out or adds a share of half the line at its ends', () => {
    const straight = Float64Array.of(0, 0, 1, 0, 2, 0, 3, 0, 4, 0);
    const ends = (start: number, end: number) => {
      const line = pointsOf(spline(straight, start, end));
      return [line[0][0], line[line.length - 1][0]];
    };
    expect(ends(0.1, 0.1)[0]).toBeGreaterThan(0.05);
    expect(ends(0.1, 0.1)[1]).toBeLessThan(3.95);
    expect(ends(-0.1, -0.1)[0]).toBeLessThan(0);
    expect(ends(-0.1, -0.1)[1]).toBeGreaterThan(4);
  });
});
