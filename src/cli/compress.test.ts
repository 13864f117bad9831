import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf, faultsOf, readJson, resultOf, runCli, scratch } from './testing';

const DATA = ['--data', 'synthetic', '--limit', '150', '--engine', 'wasm-simd'];

/** A plan of a tiny network that has every kind of step. */
const plan = (more: object = {}) => ({
  format: 'bitscape-compression-plan',
  version: 1,
  network: {
    name: 'tiny-cnn',
    input: { height: 28, width: 28, channels: 1 },
    layers: [
      { kind: 'conv', filters: 3, kernel: 5 },
      { kind: 'maxpool', size: 4 },
      { kind: 'dense', units: 10 },
    ],
    activation: 'relu',
  },
  steps: [
    { kind: 'train', epochs: 2, batchSize: 25 },
    { kind: 'prune', amount: 0.5, epochs: 1, batchSize: 25 },
    {
      kind: 'ptq',
      weights: { bits: 6, granularity: 'channel' },
      activations: { calibration: 'mse' },
      images: 40,
    },
    { kind: 'partial-ptq', skip: 'sensitive', images: 40 },
    { kind: 'qat', weightBits: 3, activationBits: 4, epochs: 1, batchSize: 25 },
    { kind: 'map', targetFps: 1000 },
  ],
  ...more,
});

describe('bitscape compress', () => {
  it('makes fixed-point networks that the schemas describe and evaluate takes', async () => {
    const at = scratch();
    const fixed = { kind: 'fixed', weightBits: 6, activationBits: 5, parameterBits: 7 };
    const [train, , , , , map] = plan().steps;
    const steps = [
      train,
      { ...fixed, epochs: 0 },
      { ...fixed, kHot: 2, method: 'greedy', lowest: 'zero', epochs: 1, batchSize: 25 },
      map,
    ];
    writeFileSync(at('plan.json'), JSON.stringify(plan({ steps })));
    expect(faultsOf('compression-plan', plan({ steps }))).toEqual([]);
    expect(faultsOf('compression-plan', plan({ steps: [{ ...fixed, epochs: -1 }] }))).not.toEqual([]);
    const found = Object(
      await resultOf('compress', '--plan', at('plan.json'), ...DATA, '--out', at('cell.json')),
    );
    expect(faultsOf('compression', found)).toEqual([]);
    expect(found.steps.slice(1, 3)).toMatchObject([
      { precision: { weightBits: 6, activationBits: 5 }, hardware: { lut: expect.any(Number) } },
      { precision: { weightBits: 6, activationBits: 5 } },
    ]);
    expect(found.plan.steps[1]).toMatchObject({ kHot: 0, lowest: 'negative', batchSize: 100 });
    expect(faultsOf('cell', readJson(at('cell.json')))).toEqual([]);
    const cell = ['--checkpoint', at('cell.json'), '--data', 'synthetic', '--limit', '150'];
    const { accuracy } = Object(await resultOf('evaluate', ...cell));
    expect(accuracy).toBe(found.steps[2].accuracy.test);
  });

  it('runs every step, prints what the schema says, and writes a network that evaluate and export take', async () => {
    const at = scratch();
    writeFileSync(at('plan.json'), JSON.stringify(plan()));
    expect(faultsOf('compression-plan', plan())).toEqual([]);
    const files = ['--float', at('float.json'), '--out', at('cell.json'), '--report', at('report.json')];
    const found = Object(await resultOf('compress', '--plan', at('plan.json'), ...DATA, ...files));
    expect(faultsOf('compression', found)).toEqual([]);
    expect(readJson(at('report.json'))).toEqual(found);
    const [train, prune, ptq, partial, qat, map] = found.steps;
    expect(found.chosen).toBe(4);
    expect(train).toMatchObject({
      before: null,
      precision: null,
      hardware: null,
      floatLayers: ['mvau0', 'mvau1'],
    });
    const weights = 3 * 25 + 6 * 6 * 3 * 10;
    expect(train.size).toMatchObject({ parameters: weights + 13, memoryBytes: 4 * (weights + 13) });
    expect(prune.before).toEqual(train.accuracy);
    // Half of each layer: 37 or 38 of 75, 540 of 1080.
    expect(prune.size.zeros).toBeGreaterThanOrEqual(577);
    expect(ptq.size.zeros).toBeGreaterThanOrEqual(577);
    expect(ptq.precision).toMatchObject({ weightBits: 6, activationBits: 7 });
    expect(ptq.size.weightBytes).toBe(Math.ceil((6 * weights) / 8));
    expect(ptq.hardware).toMatchObject({
      ff: null,
      lut: expect.any(Number),
      multipliers: expect.any(Number),
    });
    expect(partial.hardware).toBeNull();
    expect(partial.notMapped).toContain('float: not mapped to hardware');
    expect(partial.floatLayers).toHaveLength(1);
    expect(qat.precision).toMatchObject({ weightBits: 3, activationBits: 4 });
    expect(qat.size.zeros).toBeGreaterThanOrEqual(577);
    expect(map).toMatchObject({ accuracy: qat.accuracy, hardware: qat.hardware });

    expect(faultsOf('cell', readJson(at('cell.json')))).toEqual([]);
    const cell = ['--checkpoint', at('cell.json'), '--data', 'synthetic', '--limit', '150'];
    expect(await resultOf('evaluate', ...cell)).toMatchObject({ accuracy: qat.accuracy.test });
    expect(await resultOf('export', ...cell, '--vectors', '2', '--out', at('project'))).toMatchObject({
      files: expect.any(Number),
    });
  });

  it('is Algorithm 1 with a wanted accuracy: stops at the first step that suffices; the float training is kept', async () => {
    const at = scratch();
    writeFileSync(at('plan.json'), JSON.stringify(plan({ wanted: 0 })));
    const options = ['compress', '--plan', at('plan.json'), ...DATA, '--float', at('float.json')];
    const first = Object(await resultOf(...options, '--out', at('cell.json')));
    expect(first).toMatchObject({ chosen: 2, suffices: true });
    expect(first.steps.map((s: { leftOut: string | null }) => s.leftOut)).toEqual([
      null,
      null,
      null,
      'step 3 (ptq) suffices',
      'step 3 (ptq) suffices',
      null,
    ]);
    const cell = ['--checkpoint', at('cell.json'), '--data', 'synthetic', '--limit', '150'];
    expect(await resultOf('evaluate', ...cell)).toMatchObject({ accuracy: first.steps[2].accuracy.test });

    const { status, json, notes } = await runCli([...options, '--wanted', '1']);
    expect(status).toBe(0);
    expect(json).toMatchObject({ chosen: 4, suffices: false });
    expect(notes.join('\n')).toContain('step 5, quantization-aware training W3 A4');
    expect(Object(json).steps[0].accuracy).toEqual(first.steps[0].accuracy);
    expect(await errorOf(...options, '--epochs', '1')).toContain('CheckpointMismatch');
  });

  it('says what is wrong with a plan', async () => {
    const at = scratch();
    const errorFor = (changed: object) => {
      writeFileSync(at('plan.json'), JSON.stringify(plan(changed)));
      return errorOf('compress', '--plan', at('plan.json'), ...DATA);
    };
    expect(await errorFor({ steps: [{ kind: 'ptq' }] })).toContain('BadPlan');
    expect(
      await errorFor({ steps: [{ kind: 'train' }, { kind: 'ptq' }, { kind: 'prune', amount: 0.5 }] }),
    ).toContain('"prune" should come before');
    expect(await errorFor({ steps: [{ kind: 'train' }, { kind: 'melt' }] })).toContain('one of train, prune');
    expect(await errorFor({ steps: [{ kind: 'train' }, { kind: 'ptq', weights: { bits: 1 } }] })).toContain(
      'IllegalQuantization: symmetric weights of 1 bits: use 2 to 16',
    );
    expect(await errorOf('compress', '--preset', 'none', ...DATA)).toContain('use one of paper-001');
    expect(await errorOf('compress', '--bits', '1', ...DATA)).toContain('from 2 to 16');
    expect(await errorOf('compress', '--wanted', '98', ...DATA)).toContain('from 0 to 1');
  });
});
