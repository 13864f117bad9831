import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stagesOf, type Topology } from '../network/topology';
import { nonZeroWeights, type PrunedStage, pruneMasks, withoutSmallest } from './prune';
import { PRUNE_SCOPES, PRUNE_STRUCTURES } from './sparsity';

const count0 = (mask: Uint8Array): number => mask.reduce((sum, keep) => sum + 1 - keep, 0);

/** Few distinct magnitudes, so that many are equal. */
const weight = fc.integer({ min: -6, max: 6 }).map((code) => code / 4);

const network = fc
  .array(fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 })), {
    minLength: 2,
    maxLength: 4,
  })
  .chain((sizes) => {
    const stages = sizes.map(
      ([fanIn, units], i): PrunedStage => ({ fanIn, units, last: i === sizes.length - 1 }),
    );
    const weights = fc.tuple(
      ...stages.map(({ fanIn, units }) =>
        fc
          .array(weight, { minLength: fanIn * units, maxLength: fanIn * units })
          .map((w) => Float32Array.from(w)),
      ),
    );
    return fc.record({ stages: fc.constant(stages), weights });
  });

const choice = fc.record({
  scope: fc.constantFrom(...PRUNE_SCOPES),
  structure: fc.constantFrom(...PRUNE_STRUCTURES),
});
const amount = fc.double({ min: 0, max: 0.95, noNaN: true });

describe('the smallest of scores', () => {
  it('are as many as asked, those of lower index first among equals', () => {
    expect([...withoutSmallest(Float32Array.of(2, 1, 3, 1, 1), 2)]).toEqual([1, 0, 1, 0, 1]);
    expect([...withoutSmallest(Float32Array.of(0, 0, 0), 2)]).toEqual([0, 0, 1]);
  });

  it('are those that sorting finds', () => {
    const score = fc.oneof(
      fc.float({ min: 0, noNaN: true }),
      fc.integer({ min: 0, max: 3 }).map((code) => Math.fround(code / 8)),
    );
    fc.assert(
      fc.property(fc.array(score, { maxLength: 60 }), fc.nat(60), (values, wanted) => {
        const count = Math.min(wanted, values.length);
        const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
        const expected = new Uint8Array(values.length).fill(1);
        for (const i of order.slice(0, count)) expected[i] = 0;
        expect(withoutSmallest(Float32Array.from(values), count)).toEqual(expected);
      }),
    );
  });
});

describe('pruning by magnitude', () => {
  it('takes round(amount n) weights of every layer, but leaves one', () => {
    fc.assert(
      fc.property(network, amount, ({ stages, weights }, share) => {
        const masks = pruneMasks(weights, stages, { scope: 'layer', structure: 'unstructured' }, share);
        for (const mask of masks) {
          expect(count0(mask)).toBe(Math.min(Math.round(share * mask.length), mask.length - 1));
        }
      }),
    );
  });

  it('takes round(amount n) weights of all layers together, but leaves the largest of each', () => {
    fc.assert(
      fc.property(network, amount, ({ stages, weights }, share) => {
        const masks = pruneMasks(weights, stages, { scope: 'global', structure: 'unstructured' }, share);
        const total = weights.reduce((sum, w) => sum + w.length, 0);
        const gone = masks.reduce((sum, mask) => sum + count0(mask), 0);
        expect(gone).toBe(Math.min(Math.round(share * total), total - stages.length));
        masks.forEach((mask, i) => {
          expect(mask[weights[i].map(Math.abs).indexOf(Math.max(...weights[i].map(Math.abs)))]).toBe(1);
        });
      }),
    );
  });

  it('never takes a weight that is larger than one it leaves', () => {
    fc.assert(
      fc.property(network, amount, ({ stages, weights }, share) => {
        pruneMasks(weights, stages, { scope: 'layer', structure: 'unstructured' }, share).forEach(
          (mask, i) => {
            const of = (keep: number) => [...weights[i].map(Math.abs)].filter((_, at) => mask[at] === keep);
            expect(Math.max(0, ...of(0))).toBeLessThanOrEqual(Math.min(...of(1)));
          },
        );
      }),
    );
  });

  it('with a larger amount takes the same and more', () => {
    fc.assert(
      fc.property(network, choice, amount, amount, ({ stages, weights }, chosen, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((share) =>
          pruneMasks(weights, stages, chosen, share),
        );
        less.forEach((mask, i) => {
          mask.forEach((keep, at) => {
            expect(keep).toBeGreaterThanOrEqual(more[i][at]);
          });
        });
      }),
    );
  });

  it('of neurons takes whole columns, none of the last layer', () => {
    fc.assert(
      fc.property(network, fc.constantFrom(...PRUNE_SCOPES), amount, ({ stages, weights }, scope, share) => {
        const masks = pruneMasks(weights, stages, { scope, structure: 'neuron' }, share);
        masks.forEach((mask, i) => {
          const { units, last } = stages[i];
          expect(mask).toEqual(mask.map((_, at) => mask[at % units]));
          if (last) expect(count0(mask)).toBe(0);
          else expect(mask.subarray(0, units)).toContain(1);
        });
      }),
    );
  });

  it('of neurons takes those of the smallest mean weight', () => {
    // Columns 0, 1, 2 of a 2 x 3 layer: means 1.5, 0.25 and 1.
    const stages = [
      { fanIn: 2, units: 3, last: false },
      { fanIn: 3, units: 1, last: true },
    ];
    const weights = [Float32Array.of(1, 0.5, -1, 2, 0, 1), Float32Array.of(0, 0, 0)];
    const [mask] = pruneMasks(weights, stages, { scope: 'layer', structure: 'neuron' }, 1 / 3);
    expect([...mask]).toEqual([1, 0, 1, 1, 0, 1]);
  });
});

it('counts the weights of an integer network that are not 0', () => {
  const topology: Topology = {
    name: 'two',
    input: { height: 1, width: 2, channels: 1 },
    layers: [
      { kind: 'dense', units: 2 },
      { kind: 'dense', units: 1 },
    ],
    activation: 'relu',
  };
  const codes = [Int16Array.of(0, 3, -1, 0), Int16Array.of(0, 0)];
  const stages = stagesOf(topology).map((stage, i) => ({
    stage,
    weights: codes[i],
    thresholds: new Int32Array(),
    thresholdCount: 0,
    scale: new Int16Array(),
    bias: new Int32Array(),
    accumulatorLimit: 1,
  }));
  expect(nonZeroWeights({ stages })).toEqual([
    { name: 'mvau0', weights: 4, nonZero: 2 },
    { name: 'mvau1', weights: 2, nonZero: 0 },
  ]);
});
