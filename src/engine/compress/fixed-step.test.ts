import { describe, expect, it } from 'vitest';
import type { CompressionPlan, CompressionStep } from '../../core/compress/plan';
import { newStep } from '../../core/compress/step-values';
import { shiftTermsOf } from '../../core/fixed/shift-terms';
import { accuracy, classify } from '../../core/network/infer';
import { unpackNetwork } from '../../core/network/pack';
import { cellFromFile, cellToFile } from '../cell-file';
import type { Checkpoint, TrainedCell } from '../checkpoint';
import { checkpointFromFile, checkpointToFile } from '../checkpoint-file';
import { assertIdentical } from '../comparison';
import { openEngine } from '../engines';
import { trainRun } from '../run';
import { runKey } from '../run-key';
import { HALVES, HALVES_TOPOLOGY } from '../testing';
import { refuseFixed } from '../tfjs/fixed';
import { runPlan } from './run';
import { memoryStepStore } from './testing';

const TRAIN = newStep('train', { epochs: 2, batchSize: 50 });
const FIXED = { weightBits: 4, activationBits: 4, parameterBits: 4, batchSize: 50, learningRate: 1e-3 };
const map = newStep('map', { targetFps: 1000 });

const planOf = (steps: CompressionStep[]): CompressionPlan => ({
  topology: HALVES_TOPOLOGY,
  inputBits: 1,
  loss: 'cross-entropy',
  seed: 1,
  wanted: null,
  steps,
});

const networkOf = (cell: TrainedCell | null) => {
  const { recipe, network } = cell!;
  return unpackNetwork(recipe.topology, recipe.precision, network);
};

describe('the step "fixed"', () => {
  it('places points, trains, and gives integer networks whose accuracy is what it says', async () => {
    const engine = await openEngine('wasm-simd');
    const steps = [
      TRAIN,
      newStep('fixed', { ...FIXED, epochs: 0 }),
      newStep('fixed', { ...FIXED, epochs: 2 }),
      map,
    ];
    const [placed, trained] = await Promise.all([
      runPlan(engine, planOf(steps.slice(0, 2)), HALVES),
      runPlan(engine, planOf(steps), HALVES),
    ]);
    for (const { cell, steps: done, chosen } of [placed, trained]) {
      const classes = classify(networkOf(cell), HALVES.test);
      expect(done[chosen!].accuracy!.test).toBe(accuracy(classes, HALVES.test.labels));
      expect(done[chosen!].accuracy!.test).toBeGreaterThan(0.9);
      expect(cellFromFile(cellToFile(cell!))).toEqual(cell);
    }
    expect(placed.cell!.recipe.ptq).toBe('fixed(p4:negative)');
    expect(trained.cell!.recipe).toMatchObject({ epochs: 2, fixed: { parameterBits: 4, kHot: null } });
    expect(trained.cell!.floatCheck).toMatchObject({ images: 70, mismatches: 0 });
    expect(trained.steps[2].hardware!.lut).toBeGreaterThan(0);
    expect(trained.steps.map((step) => step.title).slice(1, 3)).toEqual([
      'fixed point W4 A4, BatchNorm 4 bits, placed after training',
      'fixed point W4 A4, BatchNorm 4 bits, 2 epochs',
    ]);
    const again = await runPlan(engine, planOf(steps), HALVES);
    expect(again.cell!.network).toEqual(trained.cell!.network);
  });

  it('with K = 2 gives 2-hot weights and scales, and heeds zeros of a pruned network', async () => {
    const engine = await openEngine('wasm-simd');
    const prune = newStep('prune', { amount: 0.5, epochs: 1, batchSize: 50 });
    const hot = newStep('fixed', { ...FIXED, weightBits: 8, parameterBits: 8, kHot: 2, epochs: 1 });
    const { cell } = await runPlan(engine, planOf([TRAIN, prune, hot]), HALVES);
    const { stages } = networkOf(cell);
    const codes = stages.flatMap((s) => [...s.weights, ...s.scale]);
    expect(Math.max(...codes.map((code) => shiftTermsOf(BigInt(code)).length))).toBe(2);
    for (const { weights } of stages) {
      const zeros = weights.filter((code) => code === 0).length;
      expect(zeros).toBeGreaterThanOrEqual(Math.floor(weights.length / 2));
    }
    expect(cell!.recipe.sparsity?.amount).toBe(0.5);
  });
});

describe('a fixed-point run', () => {
  it('goes on from its file bit for bit, learned points and their moments included', async () => {
    const engine = await openEngine('wasm-simd');
    const { store } = memoryStepStore();
    const kept: Checkpoint[] = [];
    const keepRun = store.keepRun;
    store.keepRun = (key, run) => {
      if (run.recipe.fixed) kept.push(structuredClone(run));
      return keepRun(key, run);
    };
    const steps = [TRAIN, newStep('fixed', { ...FIXED, epochs: 2 })];
    await runPlan(engine, planOf(steps), HALVES, { store });
    const [half] = kept;
    const read = checkpointFromFile(checkpointToFile(half));
    expect(read.state).toEqual(half.state);
    expect(half.state.moments[0].v.points!.some((v) => v > 0)).toBe(true);
    const { recipe } = half;
    const straight = await trainRun(engine, recipe, HALVES, { resume: half });
    const resumed = await trainRun(engine, read.recipe, HALVES, { resume: read });
    assertIdentical(resumed.state, straight.state);
    expect(resumed.history).toEqual(straight.history);
    expect(
      half.state.parameters.some((p, i) => p.points![0] !== straight.state.parameters[i].points![0]),
    ).toBe(true);
  });

  it('has its own key, and needs a float network and an engine that trains it', async () => {
    const fixed = { parameterBits: 8, kHot: 2, method: 'nearest', lowest: 'zero' } as const;
    const engine = await openEngine('wasm-simd');
    const { cell } = await runPlan(engine, planOf([TRAIN, newStep('ptq')]), HALVES);
    const { ptq: _, ...recipe } = cell!.recipe;
    expect(runKey({ ...recipe, fixed }, 'd')).toBe(
      runKey(recipe, 'd').replace(/\/t\d+$/, '/fixed(p8:zero,2-hot:nearest)$&'),
    );
    await expect(trainRun(engine, { ...recipe, fixed }, HALVES)).rejects.toThrow(
      expect.objectContaining({ name: 'NeedsParent' }),
    );
    expect(() => refuseFixed({ fixed }, 'webgl')).toThrow(
      expect.objectContaining({ name: 'FixedUnavailable', message: expect.stringContaining('tfjs-webgl') }),
    );
  });

  it('of a plan on an engine that does not train it is our own', async () => {
    const { trainsFixed: _, ...engine } = await openEngine('wasm-simd');
    const steps = [TRAIN, newStep('fixed', { ...FIXED, epochs: 1 })];
    const { cell } = await runPlan({ ...engine, id: 'other' }, planOf(steps), HALVES);
    expect(cell!.engine).toMatch(/^wasm-/);
  });
});
