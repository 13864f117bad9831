import { describe, expect, it } from 'vitest';
import type { CompressionPlan, CompressionStep } from '../../core/compress/plan';
import { newStep } from '../../core/compress/step-values';
import { referenceEngine } from '../reference/reference';
import { HALVES, HALVES_TOPOLOGY } from '../testing';
import type { Engine } from '../trainer';
import type { CompressOptions } from './context';
import { runPlan } from './run';
import { stepKeys } from './step-keys';
import { memoryStepStore } from './testing';
import { replay } from './walk';

const train = newStep('train', { epochs: 2, batchSize: 50 });
const prune = newStep('prune', { epochs: 2, batchSize: 50 });
const ptq = newStep('ptq', { images: 40 });
const qat = newStep('qat', { epochs: 1, batchSize: 50 });
const map = newStep('map', { targetFps: 1000 });

const planOf = (steps: CompressionStep[], more: Partial<CompressionPlan> = {}): CompressionPlan => ({
  topology: HALVES_TOPOLOGY,
  inputBits: 1,
  loss: 'cross-entropy',
  seed: 1,
  wanted: null,
  steps,
  ...more,
});

describe('branches of a pipeline', () => {
  const trained: string[] = [];
  const engine: Engine = {
    ...referenceEngine,
    createTrainer(recipe, state) {
      trained.push(`w${recipe.precision.weightBits}${recipe.sparsity ? ' pruned' : ''}`);
      return referenceEngine.createTrainer(recipe, state);
    },
  };
  /** Runs a plan; what it trained, and what came out but for the seconds. */
  async function run(plan: CompressionPlan, options: CompressOptions) {
    trained.length = 0;
    const found = await runPlan(engine, plan, HALVES, options);
    const figures = found.steps.map(({ seconds: _, testSeconds: __, ...rest }) => rest);
    return { trained: [...trained], figures, found };
  }

  it('do not train again what they share, and come to the same as alone', async () => {
    const { store } = memoryStepStore();
    const plans = [planOf([train, ptq, qat, map]), planOf([train, prune, qat, map]), planOf([train, qat])];
    const shared = [];
    for (const plan of plans) shared.push(await run(plan, { store }));
    expect(shared.map((s) => s.trained)).toEqual([['w32', 'w4'], ['w32 pruned', 'w4 pruned'], []]);
    const alone = await run(plans[1], {});
    expect(alone.trained).toEqual(['w32', 'w32 pruned', 'w4 pruned']);
    expect(shared[1].figures).toEqual(alone.figures);
    expect(shared[1].found.cell?.network).toEqual(alone.found.cell?.network);
    expect((await run(plans[0], { store })).trained).toEqual([]);
  });

  it('are shown again from what is kept, on any hardware, without an engine', async () => {
    const { store } = memoryStepStore();
    const plan = planOf([train, ptq, qat, map], { wanted: 0 });
    const { found } = await run(plan, { store });
    const keys = stepKeys(plan, HALVES.id);
    const kept = await Promise.all(keys.map((key) => (key === null ? undefined : store.step(key))));
    const shown = replay(plan, (index) => kept[index]);
    expect(JSON.stringify(shown.steps)).toBe(JSON.stringify(found.steps));
    expect(shown).toMatchObject({ chosen: 1, suffices: true });
    expect(shown.steps[2].leftOut).toBe('step 2 (ptq) suffices');
    expect(shown.cell).toEqual(found.cell);

    const other = { ...plan, steps: [train, ptq, qat, { ...map, targetFps: 1e6 } as CompressionStep] };
    const faster = replay(other, (index) => kept[index]).steps[3].hardware;
    expect(faster?.ii).toBeLessThan(shown.steps[3].hardware!.ii);
    // Without a wanted accuracy the third step is needed, and it was left out.
    expect(replay({ ...plan, wanted: null }, (index) => kept[index]).steps).toHaveLength(2);
  });

  it('are held by the gate in every training', async () => {
    const held = new Set<number>();
    const gate = async () => void held.add(trained.length);
    await run(planOf([train, prune, qat]), { gate });
    expect([...held]).toEqual([1, 2, 3]);
  });

  it('go on after the last whole epoch when they were stopped', async () => {
    const { store, cells } = memoryStepStore();
    const plan = planOf([train, ptq]);
    const stop = new AbortController();
    const keepRun: typeof store.keepRun = async (key, checkpoint) => {
      await store.keepRun(key, checkpoint);
      stop.abort(new Error('stopped'));
    };
    await expect(run(plan, { store: { ...store, keepRun }, signal: stop.signal })).rejects.toThrow('stopped');
    expect((await cells.usage()).checkpoints).toBe(1);
    const epochs: number[] = [];
    const { figures } = await run(plan, { store, onProgress: ({ epoch }) => epochs.push(epoch) });
    expect(new Set(epochs)).toEqual(new Set([2]));
    expect((await cells.usage()).checkpoints).toBe(0);
    expect(figures).toEqual((await run(plan, {})).figures);
  });

  it('are told apart by all that a step depends on, and by nothing else', () => {
    const keysOf = (plan: CompressionPlan, data = 'd') => stepKeys(plan, data);
    const plan = planOf([train, prune, ptq, map]);
    expect(keysOf(plan)[3]).toBeNull();
    expect(new Set(keysOf(plan)).size).toBe(4);
    // Neither another quantization before it, nor the hardware, nor the wanted accuracy changes a step.
    expect(keysOf(planOf([train, prune, qat, ptq], { wanted: 0.9 }))[3]).toBe(keysOf(plan)[2]);
    const others = [
      keysOf(plan, 'e'),
      keysOf({ ...plan, seed: 2 }),
      keysOf({ ...plan, inputBits: 2 }),
      keysOf({ ...plan, loss: 'squared-hinge' }),
      keysOf({ ...plan, topology: { ...HALVES_TOPOLOGY, activation: 'relu' } }),
      keysOf(planOf([{ ...train, epochs: 3 } as CompressionStep, prune, ptq])),
      keysOf(planOf([train, { ...prune, amount: 0.6 } as CompressionStep, ptq])),
    ].map((keys) => keys[2]);
    expect(new Set([...others, keysOf(plan)[2]]).size).toBe(others.length + 1);
    const sensitive = planOf([train, newStep('partial-ptq', { skip: 'sensitive' })]);
    expect(keysOf({ ...sensitive, wanted: 0.9 })[1]).not.toBe(keysOf(sensitive)[1]);
  });
});
