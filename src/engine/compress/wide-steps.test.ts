import { expect, it } from 'vitest';
import type { CompressionPlan } from '../../core/compress/plan';
import { planFromFile } from '../../core/compress/plan-json';
import { accuracy, classify } from '../../core/network/infer';
import { unpackNetwork } from '../../core/network/pack';
import { openEngine } from '../engines';
import { HALVES, HALVES_TOPOLOGY } from '../testing';
import { runPlan } from './run';

/** Post-training quantization and quantization-aware training of a small network at so many bits. */
function planAt(bits: number): CompressionPlan {
  const steps = [
    { kind: 'train', epochs: 2, batchSize: 20 },
    { kind: 'ptq', weights: { bits }, activations: { bits, scheme: 'asymmetric' } },
    { kind: 'qat', weightBits: bits, activationBits: bits, epochs: 1, batchSize: 20 },
    { kind: 'map', estimator: 'unrolled', device: 'xc7a200t' },
  ];
  const file = {
    format: 'bitscape-compression-plan',
    version: 1,
    network: { ...HALVES_TOPOLOGY, activation: 'relu' },
    inputBits: 8,
    steps,
  };
  return planFromFile(JSON.stringify(file));
}

it('at INT16 a step has accuracy in exact integers, hardware by its widths and a network to export', async () => {
  const engine = await openEngine('wasm-simd');
  const { steps, cell } = await runPlan(engine, planAt(16), HALVES);
  const [float, ptq, qat] = steps;
  expect(cell?.recipe.precision).toEqual(qat.precision);
  const { topology, precision } = cell!.recipe;
  const { stages } = unpackNetwork(topology, precision, cell!.network);
  expect(stages.map(({ lines }) => lines !== undefined)).toEqual([true, false]);
  const classes = classify({ topology, precision, stages }, HALVES.test);
  expect(accuracy(classes, HALVES.test.labels)).toBe(qat.accuracy?.test);
  for (const step of [ptq, qat]) {
    expect(step.notMapped).toBeNull();
    expect(step.precision?.weightBits).toBe(16);
    // Every product of more than 8 bits takes a DSP block: 8 x 8 x 16 and 16 x 2 weights (docs/unrolled-model.md).
    expect(step.hardware?.dsp).toBeGreaterThan(900);
    expect(step.hardware?.ii).toBe(1);
    expect(Math.abs((step.accuracy?.test ?? 0) - (float.accuracy?.test ?? 0))).toBeLessThan(0.1);
  }
});

it('at INT8 it has all of them', async () => {
  const { steps, cell } = await runPlan(await openEngine('wasm-simd'), planAt(8), HALVES);
  expect(cell).not.toBeNull();
  expect(steps[2].hardware?.dsp).toBe(0);
});
