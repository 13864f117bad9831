import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, aucOf } from './auc';

const value = fc.integer({ min: -5, max: 5 });
const cases = fc.array(fc.tuple(value, fc.integer({ min: 0, max: 1 })), { maxLength: 40 });

/** The definition: of all pairs the share in the right order, equals counting half. */
function byPairs(values: number[], positive: number[]): number | null {
  const [wanted, others] = [1, 0].map((mark) => values.filter((_, i) => positive[i] === mark));
  if (wanted.length === 0 || others.length === 0) return null;
  const won = wanted.flatMap((a) => others.map((b) => (Math.sign(a - b) + 1) / 2));
  return won.reduce((a, b) => a + b, 0) / won.length;
}

describe('the area under the ROC curve', () => {
  it('is the share of pairs in the right order', () => {
    fc.assert(
      fc.property(cases, (pairs) => {
        const [values, positive] = [pairs.map(([v]) => v), pairs.map(([, p]) => p)];
        const area = areaUnderCurve(Float64Array.from(values), Uint8Array.from(positive));
        const expected = byPairs(values, positive);
        if (expected === null) expect(area).toBeNull();
        else expect(area).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('is 1 for values apart, 0 the wrong way round, 1/2 for equal ones', () => {
    const areas = [
      [1, 2, 3, 4],
      [4, 3, 2, 1],
      [7, 7, 7, 7],
    ].map((values) => areaUnderCurve(Float64Array.from(values), Uint8Array.of(0, 0, 1, 1)));
    expect(areas).toEqual([1, 0, 0.5]);
  });
});

describe('of the scores of a network', () => {
  it('compares by how much a class leads, so that a common rise of all scores changes nothing', () => {
    const labels = Uint8Array.of(0, 1, 1, 0);
    const scores = Float64Array.of(5, 1, 2, 3, 9, 8, 0, -4);
    const raised = scores.map((score, i) => score + 100 * (i >> 1));
    expect(aucOf(raised, labels, 2)).toEqual(aucOf(scores, labels, 2));
    // Class 0 leads by 4, -1, 1 and 4; those of class 0 are the first and the last.
    expect(aucOf(scores, labels, 2)).toEqual({ perClass: [1, 1], mean: 1 });
  });

  it('has none for a class without images', () => {
    const auc = aucOf(Float64Array.of(1, 0, 0, 0, 1, 0), Uint8Array.of(0, 1), 3);
    expect(auc).toEqual({ perClass: [1, 1, null], mean: 1 });
  });

  it('of random scores is about 1/2', () => {
    let state = 1;
    const random = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const scores = Float64Array.from({ length: 3 * 2000 }, random);
    const labels = Uint8Array.from({ length: 2000 }, () => Math.floor(random() * 3));
    expect(aucOf(scores, labels, 3).mean).toBeCloseTo(0.5, 1);
  });
});
