import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Topology } from '../../network/topology';
import { type LayerPlan, planOf } from '../plan';
import { testRequest } from '../testing';
import { processesOf } from './processes';
import { thresholdRows } from './threshold-rows';
import { weightWords } from './weight-words';

const topology: Topology = {
  name: 'tiny',
  input: { height: 3, width: 4, channels: 1 },
  layers: [
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 10 },
  ],
  activation: 'hardtanh',
};

/** Random precision and legal, possibly padded foldings of the tiny network. */
const plans = fc
  .record({
    bits: fc.tuple(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
    ),
    first: fc.constantFrom([2, 4, 6, 12] as const, [3, 12, 9, 24] as const, [8, 5, 8, 15] as const),
    last: fc.constantFrom([5, 3, 10, 6] as const, [4, 8, 12, 8] as const, [1, 1, 11, 7] as const),
    seed: fc.nat(),
  })
  .map(({ bits, first, last, seed }) =>
    planOf(testRequest({ topology, bits, foldings: [first, last], seed, vectors: 1 })),
  );

/** Weight code that a table holds for a row and column, read as the hardware reads it. */
function stored(layer: LayerPlan, words: string[][][], row: number, column: number): number {
  const { pe, simd } = layer.folding;
  const { bits, bipolar } = layer.weight;
  const fold = Math.floor(row / pe) * layer.synapseFolds + Math.floor(column / simd);
  const word = words[row % pe].reduce(
    (sum, lane, i) => sum + (BigInt(lane[fold]) << BigInt(i * layer.laneBits)),
    0n,
  );
  const field = (word >> BigInt((column % simd) * bits)) & ((1n << BigInt(bits)) - 1n);
  return bipolar ? 2 * Number(field) - 1 : Number(BigInt.asIntN(bits, field));
}

describe('weight words', () => {
  it('hold every weight where the MVAU reads it, and padding that adds nothing', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const layer of plan.layers) {
          const words = weightWords(layer);
          const { fanIn, units } = layer.integer.stage;
          for (let row = 0; row < layer.folding.mh; row++) {
            for (let column = 0; column < layer.folding.mw; column++) {
              const padding = layer.weight.bipolar ? 1 : 0;
              const real = row < units && column < fanIn;
              const weight = real ? layer.integer.weights[row * fanIn + column] : padding;
              expect(stored(layer, words, row, column) - weight).toBe(0);
            }
          }
          const digits = Math.ceil(layer.laneBits / 4);
          expect(words.flat(2).every((w) => w.length <= digits + 2)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('threshold rows', () => {
  it('hold every neuron, and make padded neurons emit code 0', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const layer = plan.layers[0];
        const { thresholds, thresholdCount, accumulatorLimit, stage } = layer.integer;
        const rows = thresholdRows(layer);
        for (let n = 0; n < layer.folding.mh; n++) {
          const row = rows[n % layer.folding.pe][Math.floor(n / layer.folding.pe)];
          expect(row.length).toBe(thresholdCount);
          if (n < stage.units) {
            expect(row).toEqual([...thresholds.subarray(n * thresholdCount, (n + 1) * thresholdCount)]);
          } else {
            for (const sum of [-accumulatorLimit, 0, accumulatorLimit]) {
              const level = row.filter((t) => sum >= t).length;
              expect(layer.output?.bipolar ? level : level + (layer.output?.minCode ?? NaN)).toBe(0);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('processes', () => {
  const callsOf = (first: readonly [number, number, number?, number?], last: readonly [number, number]) =>
    processesOf(planOf(testRequest({ topology, bits: [2, 2, 2], foldings: [first, last], vectors: 1 }))).map(
      (p) => p.call.split('(')[0],
    );

  it('need no adapter where PE and SIMD agree', () => {
    expect(callsOf([3, 12], [5, 3])).toEqual([
      'read_image',
      'mvau<Mvau0>',
      'mvau_accumulators<Mvau1>',
      'label_select<Mvau1>',
      'write_class',
    ]);
  });

  it('join, split, or meet in between', () => {
    expect(callsOf([1, 12], [5, 3])).toContain('widen<2, 3, 6, 2>');
    expect(callsOf([6, 12], [5, 2])).toContain('narrow<4, 3, 1, 3>');
    expect(callsOf([2, 4], [1, 3])).toEqual(
      expect.arrayContaining(['narrow<2, 2, 3, 6>', 'widen<2, 3, 6, 2>']),
    );
    expect(callsOf([2, 12], [10, 3])).toEqual(
      expect.arrayContaining(['widen<4, 3, 3, 1>', 'narrow<6, 2, 1, 2>']),
    );
  });

  it('drop padded outputs that the next layer does not take', () => {
    expect(callsOf([3, 12, 9], [5, 3])).toContain('widen<6, 1, 3, 2>');
  });
});
