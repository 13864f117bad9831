import { describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../../core/network/presets';
import { gradientPairs, relativeError } from '../comparison';
import { openEngine } from '../engines';
import { recipeOf } from '../recipe';
import { referenceEngine } from '../reference/reference';
import { midwayState, randomBatch } from '../trial';

/** Relative to the largest gradient of the array. Measured: 1.5e-6 in either build. */
const TOLERANCE = 1e-4;

const NETWORKS = [mlp('wide', [130, 70]), mlp('odd', [9, 31]), PRESETS.cnn];

describe.each(['wasm-simd', 'wasm-fma'])('gradients of %s', (id) => {
  it.each(NETWORKS)('of every layer of $name are those of the reference within 1e-4', async (topology) => {
    const engine = await openEngine(id);
    const precision = { weightBits: 3, activationBits: 5, inputBits: 1 };
    const recipe = recipeOf({
      topology,
      precision,
      epochs: 1,
      seed: 3,
      dropout: { input: 0.1, hidden: 0.2 },
    });
    const [state, batch] = [midwayState(recipe), randomBatch(recipe, topology === PRESETS.cnn ? 6 : 66)];
    const ours = await engine.createTrainer(recipe, state).gradients(batch);
    const theirs = await referenceEngine.createTrainer(recipe, state).gradients(batch);
    for (const [name, a, b] of gradientPairs(ours.stages, theirs.stages)) {
      expect(relativeError(a, b), name).toBeLessThan(TOLERANCE);
    }
  });
});

describe('a batch larger than the recipe allows', () => {
  it('is refused', async () => {
    const engine = await openEngine('wasm-simd');
    const recipe = recipeOf({
      topology: mlp('tiny', [4]),
      precision: { weightBits: 2, activationBits: 2, inputBits: 1 },
      epochs: 1,
      seed: 1,
      batchSize: 8,
    });
    const trainer = engine.createTrainer(recipe, midwayState(recipe));
    expect(() => trainer.step(randomBatch(recipe, 9), 1e-3)).toThrow('the recipe allows 8');
  });
});
