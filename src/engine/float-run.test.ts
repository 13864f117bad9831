import { beforeAll, describe, expect, it } from 'vitest';
import { realNetwork, realScores } from '../core/network/float-path';
import { accuracy, argmax } from '../core/network/infer';
import { FLOAT_BITS } from '../core/precision';
import { openEngine } from './engines';
import { type Recipe, recipeOf } from './recipe';
import { trainCell, trainRun } from './run';
import { runKey } from './run-key';
import { HALVES, HALVES_TOPOLOGY } from './testing';
import type { Engine } from './trainer';

const FLOAT = { weightBits: FLOAT_BITS, activationBits: FLOAT_BITS, inputBits: 1 };
const recipe: Recipe = recipeOf({
  topology: HALVES_TOPOLOGY,
  precision: FLOAT,
  epochs: 3,
  seed: 4,
  batchSize: 20,
});

describe('a float training', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('wasm-simd');
  });

  it("reports the float path's accuracy, and has no integer network", async () => {
    const run = await trainRun(engine, recipe, HALVES);
    const scores = realScores(realNetwork(HALVES_TOPOLOGY, FLOAT, run.state.parameters), HALVES.test);
    const classes = Uint8Array.from({ length: 70 }, (_, i) => argmax(scores.subarray(2 * i, 2 * i + 2)));
    expect(run.history.at(-1)?.test).toBe(accuracy(classes, HALVES.test.labels));
    expect(run.history.at(-1)?.test).toBeGreaterThan(0.9);
    const cell = await trainCell(engine, recipe, HALVES);
    expect(cell.network).toHaveLength(0);
    expect(cell.history).toEqual(run.history);
  });

  it('hands its parameters to a run that goes on from them, under a key of its own', async () => {
    const run = await trainRun(engine, recipe, HALVES);
    const next: Recipe = {
      ...recipe,
      precision: { weightBits: 3, activationBits: 3, inputBits: 1 },
      epochs: 1,
      learningRate: 1e-9,
      parent: runKey(recipe, HALVES.id),
    };
    const tuned = await trainRun(engine, next, HALVES, { parent: run.state.parameters });
    tuned.state.parameters.forEach(({ weights }, i) => {
      weights.forEach((w, at) => {
        const limit = 1.5;
        const start = Math.max(-limit, Math.min(limit, run.state.parameters[i].weights[at]));
        expect(w).toBeCloseTo(start, 4);
      });
    });
    // Pruned, it holds exactly its parent's zeros.
    const parent = structuredClone(run.state.parameters);
    for (const { weights } of parent) weights.fill(0, 0, weights.length / 2);
    const schedule = { kind: 'constant', begin: 1, end: 1, frequency: 1 } as const;
    const sparsity = { amount: 0.5, scope: 'layer', structure: 'unstructured', schedule } as const;
    const pruned = await trainRun(engine, { ...next, learningRate: 3e-3, sparsity }, HALVES, { parent });
    pruned.state.parameters.forEach(({ weights }) => {
      expect(weights.every((w, at) => (w === 0) === at < weights.length / 2)).toBe(true);
    });
    expect(runKey(next, HALVES.id)).not.toBe(runKey({ ...next, parent: undefined }, HALVES.id));
    await expect(trainRun(engine, next, HALVES)).rejects.toMatchObject({ name: 'NeedsParent' });
  });
});
