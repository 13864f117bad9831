import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atPace, intervalOf, slowestOf } from './interval';
import { simulate } from './simulate';
import { cycleByCycle, lanesOf, mlpLine } from './testing';

const width = fc.constantFrom(1, 2, 4, 6, 8, 10, 12, 16, 24);
/** MLPs of two to four layers with legal lanes, whole multiples or not of each other. */
const mlps = fc
  .tuple(fc.array(width, { minLength: 3, maxLength: 5 }), fc.gen())
  .map(([widths, gen]) => ({ widths, lanes: lanesOf(widths, (n) => gen(fc.nat, { max: n - 1 })) }));

/** 64-32-10 with 64 and 40 cycles, one MVAU writing what the other reads. */
const pair = (vectors: number) =>
  mlpLine(
    [64, 32, 10],
    [
      { pe: 4, simd: 8 },
      { pe: 2, simd: 4 },
    ],
    vectors,
  );

describe('two MVAUs of 64 and 40 cycles', () => {
  it('take 89 cycles per image without a FIFO, as measured in RTL, and 64 with one', () => {
    expect(intervalOf(pair(0))).toEqual({ ii: 89, settled: true });
    expect(intervalOf(pair(1))).toEqual({ ii: 64, settled: true });
  });

  it('come to 89 at one folding only', () => {
    const intervals = [1, 2, 4, 8, 16, 32].flatMap((pe) =>
      [
        { pe: 1, simd: 8 },
        { pe: 2, simd: 4 },
      ].map((second) => intervalOf(mlpLine([64, 32, 10], [{ pe, simd: 32 / pe }, second], 0)).ii),
    );
    expect(intervals.filter((ii) => ii === 89)).toHaveLength(1);
    expect(Math.min(...intervals)).toBe(64);
  });
});

describe('a line', () => {
  it('does what a machine does that is stepped cycle by cycle', () => {
    fc.assert(
      fc.property(
        mlps,
        fc.array(fc.nat(4), { minLength: 6, maxLength: 6 }),
        fc.nat(40),
        (mlp, depths, every) => {
          const line = mlpLine(mlp.widths, mlp.lanes, 0);
          const changed = { ...line, depths: line.depths.map((_, i) => depths[i]) };
          const { ends } = simulate(changed, 4, every);
          expect([...ends[ends.length - 1]]).toEqual(cycleByCycle(changed, 4, every));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never slower with deeper FIFOs, and never faster than its slowest node', () => {
    fc.assert(
      fc.property(mlps, fc.nat(), fc.integer({ min: 1, max: 3 }), ({ widths, lanes }, place, more) => {
        const line = mlpLine(widths, lanes, 0);
        const at = place % line.depths.length;
        const deeper = { ...line, depths: line.depths.map((depth, i) => (i === at ? depth + more : depth)) };
        const twice = { ...line, depths: deeper.depths.map((depth) => 2 * depth) };
        const last = line.nodes.length - 1;
        const ends = [deeper, twice].map((l) => simulate(l, 5).ends[last][4]);
        expect(ends[1]).toBeLessThanOrEqual(ends[0]);
        expect(intervalOf(twice).ii).toBeGreaterThanOrEqual(slowestOf(line));
      }),
      { numRuns: 200 },
    );
  });

  it('is as fast as its slowest node where each FIFO holds one vector', () => {
    fc.assert(
      fc.property(mlps, ({ widths, lanes }) => {
        const line = mlpLine(widths, lanes, 1);
        expect(atPace(line, slowestOf(line)).sustained).toBe(true);
        expect(intervalOf(line).ii).toBe(slowestOf(line));
      }),
      { numRuns: 300 },
    );
  });

  it('needs no deeper FIFOs than the most words that lay in them', () => {
    fc.assert(
      fc.property(mlps, ({ widths, lanes }) => {
        const line = mlpLine(widths, lanes, 1);
        const { filled } = atPace(line, slowestOf(line)).run;
        const depths = line.depths.map((depth, i) => (depth === 0 ? 0 : filled[i]));
        expect(atPace({ ...line, depths }, slowestOf(line)).sustained).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
