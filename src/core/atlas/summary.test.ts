import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, summaryOf } from './summary';
import { smallRun } from './testing';

const trainings = (...tests: number[][]) => ({
  runs: tests.map((test, i) => ({ seed: i, validation: test.map((x) => x / 2), test })),
});

describe('the summary of a cell', () => {
  it('is of the last epoch, with the sample standard deviation', () => {
    // 2, 4, 9 about 5: sqrt((9 + 1 + 16) / 2).
    expect(summaryOf(trainings([0.5, 0.02], [0.5, 0.04], [0.5, 0.09]))).toEqual({
      mean: expect.closeTo(0.05, 12),
      sd: expect.closeTo(Math.sqrt(13) / 100, 12),
      min: 0.02,
      max: 0.09,
      seeds: 3,
    });
  });

  it('has no spread with one seed, rather than a spread of 0', () => {
    expect(summaryOf(smallRun().cells[1])).toEqual({ mean: 0.92, sd: null, min: 0.92, max: 0.92, seeds: 1 });
  });

  it('keeps the mean between the ends, and the spread within them', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 2, maxLength: 9 }), (finals) => {
        const { mean, sd, min, max } = summaryOf(trainings(...finals.map((final) => [final])));
        expect(mean).toBeGreaterThanOrEqual(min - 1e-12);
        expect(mean).toBeLessThanOrEqual(max + 1e-12);
        expect(sd).toBeLessThanOrEqual((max - min) / Math.SQRT2 + 1e-12);
      }),
    );
  });
});

it('the history of a cell is the mean of its seeds, epoch by epoch', () => {
  const { validation, test } = historyOf(trainings([0.2, 0.4], [0.4, 0.8]));
  expect(test.map((x) => x.toFixed(9))).toEqual(['0.300000000', '0.600000000']);
  expect(validation.map((x) => x.toFixed(9))).toEqual(['0.150000000', '0.300000000']);
});
