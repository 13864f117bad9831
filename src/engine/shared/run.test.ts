import { beforeAll, describe, expect, it, vi } from 'vitest';
import { foldNetwork } from '../../core/network/fold';
import { accuracy, classify } from '../../core/network/infer';
import { cellsOf } from '../../core/precision';
import { openEngine, openSharedEngine } from '../engines';
import { recipeOf } from '../recipe';
import { trainCell } from '../run';
import { runKey } from '../run-key';
import type { RunProgress } from '../run-options';
import { HALVES, HALVES_TOPOLOGY } from '../testing';
import type { Engine } from '../trainer';
import { sharedRecipeFor, sharedRecipeOf } from './recipe';
import { trainShared } from './run';
import { startState } from './warm';

const recipe = sharedRecipeOf({
  topology: HALVES_TOPOLOGY,
  inputBits: 1,
  cells: cellsOf([1, 2, 8], [1, 4]),
  epochs: 6,
  seed: 3,
  batchSize: 20,
  dropout: { input: 0.1, hidden: 0 },
});

describe('trainShared', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('wasm-simd');
  });

  it('teaches every precision, and measures integer networks on the whole test set', async () => {
    const run = await trainShared(engine, recipe, HALVES);
    expect(run.accuracies).toHaveLength(6);
    for (const value of run.accuracies) {
      expect(value).toBeGreaterThan(0.85);
      expect((value * HALVES.test.count) % 1).toBeCloseTo(0, 9);
    }
    expect(run).toMatchObject({ engine: 'wasm-simd' });
    const again = await trainShared(engine, recipe, HALVES);
    expect(again.accuracies).toEqual(run.accuracies);
    expect(again.state).toEqual(run.state);
  });

  it('takes the accuracy of the network that its parameters fold to', async () => {
    let folded: number | undefined;
    const watched: Engine = {
      ...engine,
      createSharedTrainer(r) {
        const trainer = engine.createSharedTrainer!(r);
        return {
          ...trainer,
          parametersAt(cell, batches) {
            const parameters = trainer.parametersAt(cell, batches);
            const network = foldNetwork(r.topology, { ...cell, inputBits: r.inputBits }, parameters);
            folded ??= accuracy(classify(network, HALVES.test), HALVES.test.labels);
            return parameters;
          },
        };
      },
    };
    const { accuracies } = await trainShared(watched, recipe, HALVES);
    expect(accuracies[0]).toBe(folded);
  });

  it('reports its steps to the end, and rough scores of all cells on the way', async () => {
    const seen: RunProgress[] = [];
    const scores: (readonly number[])[] = [];
    await trainShared(engine, recipe, HALVES, {
      onProgress: (progress) => void seen.push(progress),
      onScores: (accuracies) => void scores.push(accuracies),
    });
    const ends = seen.filter((p) => p.step === p.steps).map((p) => `${p.phase} ${p.epoch} ${p.steps}`);
    expect(ends).toEqual([...[1, 2, 3, 4, 5, 6].map((e) => `training ${e} 16`), 'evaluating 6 6']);
    expect(scores.length).toBe(6);
    expect(scores.every((list) => list.length === 6 && list.every((x) => x >= 0 && x <= 1))).toBe(true);
  });

  it('stops when aborted and frees the trainer', async () => {
    const controller = new AbortController();
    const dispose = vi.fn();
    const watched: Engine = {
      ...engine,
      createSharedTrainer: (r) => ({ ...engine.createSharedTrainer!(r), dispose }),
    };
    const run = trainShared(watched, recipe, HALVES, {
      signal: controller.signal,
      onProgress: (p) => p.epoch === 2 && controller.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('names a training that diverges, and an engine that cannot', async () => {
    const diverging = trainShared(engine, { ...recipe, learningRate: Number.NaN }, HALVES);
    await expect(diverging).rejects.toMatchObject({ name: 'NotFinite' });
    const without = { ...engine, createSharedTrainer: undefined };
    await expect(trainShared(without, recipe, HALVES)).rejects.toMatchObject({ name: 'EngineUnavailable' });
  });

  it('goes to our own engine where the given one cannot', async () => {
    const without = { ...engine, createSharedTrainer: undefined };
    expect((await openSharedEngine(without)).id).toMatch(/^wasm-/);
    expect(await openSharedEngine(engine)).toBe(engine);
  });
});

describe('a cell that starts from shared weights', () => {
  const cell = recipeOf({
    topology: HALVES_TOPOLOGY,
    precision: { weightBits: 2, activationBits: 4, inputBits: 1 },
    epochs: 2,
    seed: 3,
    batchSize: 20,
    start: 'shared',
  });

  it('has its width of them, and moments at 0', async () => {
    const engine = await openEngine('wasm-simd');
    const { state } = await trainShared(engine, { ...sharedRecipeFor(cell, 1), batchSize: 20 }, HALVES);
    const start = startState(cell, state);
    expect(start.parameters.map((p) => p.weights)).toEqual(state.weights);
    expect(start.parameters.map((p) => p.gamma)).toEqual(state.affine.get(2)!.map((a) => a.gamma));
    expect(start.steps).toBe(0);
    expect(start.moments.every(({ m, v }) => [...m.weights, ...v.gamma].every((x) => x === 0))).toBe(true);
    const trained = await trainCell(engine, cell, HALVES, { shared: state });
    const scratch = await trainCell(engine, { ...cell, start: undefined }, HALVES);
    expect(trained.history).not.toEqual(scratch.history);
    expect(trained.recipe.start).toBe('shared');
  });

  it('is another run than from scratch, and refused without them', async () => {
    const { start: _, ...scratch } = cell;
    expect(runKey(cell, 'mnist')).not.toBe(runKey(scratch, 'mnist'));
    const engine = await openEngine('reference');
    await expect(trainCell(engine, cell, HALVES)).rejects.toMatchObject({ name: 'NeedsShared' });
  });
});
