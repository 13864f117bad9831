import { describe, expect, it } from 'vitest';
import { jetTagger, PRESETS } from '../network/presets';
import { stagesOf } from '../network/topology';
import { mappedTo } from './hardware';
import { planFromFile, planToFile } from './plan-json';
import { atBits, MAP_DEFAULTS, PLANS } from './presets';
import { nonZeroOf, sizeOf } from './size';

describe('compression plans', () => {
  it.each(Object.entries(PLANS))('%s comes back from its file', (_, plan) => {
    expect(planFromFile(planToFile(plan))).toEqual(plan);
  });

  it("paper-001 is the paper's case study: its CNN, 10 epochs, batch 500, INT8, symmetric, 96.50 %", () => {
    const plan = PLANS['paper-001'];
    expect(plan).toMatchObject({ topology: PRESETS.cnn, wanted: 0.965, loss: 'cross-entropy' });
    expect(plan.steps.map((s) => s.kind)).toEqual(['train', 'ptq', 'partial-ptq', 'qat', 'map']);
    expect(plan.steps[0]).toMatchObject({ epochs: 10, batchSize: 500 });
    expect(plan.steps[1]).toMatchObject({
      weights: { bits: 8, scheme: 'symmetric' },
      activations: { bits: 8, ranges: 'static' },
    });
    const narrow = atBits(plan, 3).steps;
    expect(narrow[2]).toMatchObject({ weights: { bits: 3 }, activations: { bits: 3 } });
    expect(narrow[3]).toMatchObject({ weightBits: 3, activationBits: 3 });
  });

  it('fills in what a file leaves out', () => {
    const plan = planFromFile(
      '{"format":"bitscape-compression-plan","version":1,"network":"sfc","steps":[{"kind":"train"},{"kind":"ptq"}]}',
    );
    expect(plan).toMatchObject({ inputBits: 1, wanted: null, seed: 42 });
    expect(plan.steps[1]).toMatchObject({ images: 500, weights: { granularity: 'tensor' } });
  });
});

describe('the size of a network', () => {
  it("is paper 001's: 0.08 MB of float32, a quarter in INT8", () => {
    // 9 x 12 + 12, 108 x 12 + 12, 1728 x 10 + 10 parameters; the paper says 0.08 and 0.023 Mb.
    const at = (weightBits: number | null) =>
      sizeOf(
        stagesOf(PRESETS.cnn).map((stage) => ({
          stage,
          weights: new Float32Array(stage.fanIn * stage.units).fill(1),
          weightBits,
        })),
        null,
      );
    expect(at(null)).toMatchObject({ parameters: 18718, memoryBytes: 74872, weightBytes: 74736, zeros: 0 });
    expect(at(8)).toMatchObject({ weightBytes: 74736 / 4, memoryBytes: 18684 + 4 * 34 });
    // 676 x 9 x 12, 576 x 108 x 12 and 17280 products.
    expect(at(8).products).toBe(73008 + 746496 + 17280);
  });
});

describe('hardware of a step', () => {
  const precision = { weightBits: 8, activationBits: 8, inputBits: 8 };

  it('has null for what is not modelled, and the reason where an estimator refuses', () => {
    const finn = mappedTo(MAP_DEFAULTS, PRESETS.cnn, precision, []);
    expect(finn.hardware).toMatchObject({ ff: null, lut: expect.any(Number), fits: true });
    const none = mappedTo({ ...MAP_DEFAULTS, estimator: 'lfc-hls' }, PRESETS.cnn, precision, []);
    expect(none).toMatchObject({ hardware: null, reason: expect.stringContaining('lfc-hls') });
  });

  it('leaves out zeros where every product has its own hardware', () => {
    const topology = jetTagger('tagger', [16]);
    const map = { ...MAP_DEFAULTS, estimator: 'unrolled' };
    const stages = stagesOf(topology).map(({ fanIn, units }) => ({
      weights: new Float32Array(fanIn * units),
    }));
    for (const { weights } of stages) weights.fill(1, 0, weights.length / 4);
    const lut = (nonZero: number[]) =>
      mappedTo(map, topology, precision, nonZero).hardware?.lut ?? Number.NaN;
    expect(lut(nonZeroOf(stages))).toBeLessThan(lut(stages.map((s) => s.weights.length)));
  });
});
