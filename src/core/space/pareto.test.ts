import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominates, paretoFront } from './pareto';

const coordinate = fc.option(fc.integer({ min: 0, max: 20 }), { freq: 8 });
const points = fc.array(fc.record({ cost: coordinate, accuracy: coordinate }), { maxLength: 64 });

const known = (p: { cost: number | null; accuracy: number | null }) =>
  p.cost === null || p.accuracy === null ? null : { cost: p.cost, accuracy: p.accuracy };

describe('the Pareto front', () => {
  it('holds exactly the points that no other point dominates, and covers the rest', () => {
    fc.assert(
      fc.property(points, (all) => {
        const front = paretoFront(all);
        const members = all.filter((_, i) => front[i]).map(known);
        all.forEach((point, i) => {
          const p = known(point);
          if (p === null) expect(front[i]).toBe(false);
          else expect(members.some((m) => m !== null && dominates(m, p))).toBe(!front[i]);
        });
      }),
    );
  });

  it('is never empty when a point is known', () => {
    fc.assert(
      fc.property(points, (all) => {
        fc.pre(all.some((p) => known(p) !== null));
        expect(paretoFront(all)).toContain(true);
      }),
    );
  });

  it('keeps equal points together and drops the costlier of two equally accurate ones', () => {
    expect(
      paretoFront([
        { cost: 1, accuracy: 0.9 },
        { cost: 1, accuracy: 0.9 },
        { cost: 2, accuracy: 0.9 },
        { cost: 3, accuracy: 0.95 },
        { cost: null, accuracy: 1 },
      ]),
    ).toEqual([true, true, false, true, false]);
  });
});
