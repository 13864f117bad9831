import { describe, expect, it } from 'vitest';
import { mlp } from '../../core/network/presets';
import { assertIdentical } from '../comparison';
import { initialState } from '../initial';
import { recipeOf } from '../recipe';
import type { TrainerState } from '../trainer';
import { randomBatch } from '../trial';
import { loadKernels } from './open';
import { createWasmTrainer } from './trainer';

const recipe = recipeOf({
  topology: mlp('bits', [70, 33]),
  precision: { weightBits: 3, activationBits: 4, inputBits: 1 },
  epochs: 1,
  seed: 5,
  dropout: { input: 0.1, hidden: 0.2 },
});

async function trained(build: 'simd' | 'fma', spills: boolean): Promise<TrainerState> {
  const trainer = createWasmTrainer(await loadKernels(build), recipe, initialState(recipe), spills);
  for (let i = 0; i < 10; i++) trainer.step(randomBatch({ ...recipe, seed: i }, 40), 3e-3);
  return trainer.snapshot();
}

/** FNV-1a over the bits of every parameter. */
function hashOf({ parameters }: TrainerState): string {
  let hash = 2166136261;
  for (const { weights, gamma, beta, mean, variance } of parameters) {
    for (const values of [weights, gamma, beta, mean, variance]) {
      for (const word of new Uint32Array(values.buffer)) hash = Math.imul(hash ^ word, 16777619);
    }
  }
  return (hash >>> 0).toString(16);
}

describe('bits of a training run', () => {
  it.each(['simd', 'fma'] as const)('do not depend on the choice of tiles: %s', async (build) => {
    assertIdentical(await trained(build, true), await trained(build, false));
  });

  it('of the plain build are these on every machine', async () => {
    expect(hashOf(await trained('simd', false))).toBe('7b77522d');
  });
});
