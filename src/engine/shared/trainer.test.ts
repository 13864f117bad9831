import { describe, expect, it } from 'vitest';
import { mlp } from '../../core/network/presets';
import type { Topology } from '../../core/network/topology';
import { cellName } from '../../core/precision';
import { openEngine } from '../engines';
import { createReferenceSharedTrainer } from '../reference/shared';
import { randomBatch } from '../trial';
import { recipeAt, type SharedRecipe, sharedRecipeOf } from './recipe';
import type { SharedTrainer } from './trainer';

const CELLS = [
  { weightBits: 1, activationBits: 1 },
  { weightBits: 8, activationBits: 2 },
  { weightBits: 2, activationBits: 8 },
  { weightBits: 1, activationBits: 4 },
];
const CNN: Topology = {
  name: 'small-cnn',
  input: { height: 7, width: 6, channels: 1 },
  layers: [
    { kind: 'conv', filters: 5, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 6 },
  ],
  activation: 'relu',
};

const recipeFor = (topology: Topology, hidden = 0): SharedRecipe =>
  sharedRecipeOf({
    topology,
    inputBits: 1,
    cells: CELLS,
    epochs: 1,
    seed: 7,
    dropout: { input: 0, hidden },
  });

const batchOf = (recipe: SharedRecipe, seed: number) =>
  randomBatch({ ...recipeAt(recipe, CELLS[0]), seed }, 24);

/** One step at every cell, then one more at the first. */
function stepped(trainer: SharedTrainer, recipe: SharedRecipe): SharedTrainer {
  for (const [i, cell] of [...CELLS, CELLS[0]].entries()) trainer.step(batchOf(recipe, i), cell, 1e-3);
  return trainer;
}

/**
 * Share of the values that differ by more than rounding: Adam's first step is the sign of the gradient, which
 * rounding turns where the gradient is almost 0.
 */
const differing = (ours: Float32Array, theirs: Float32Array): number =>
  ours.filter((value, i) => !(Math.abs(value - theirs[i]) <= 1e-3 * Math.max(1, Math.abs(theirs[i]))))
    .length / ours.length;

describe.each(['wasm-simd', 'wasm-fma'])('shared weights on %s', (id) => {
  it.each([
    ['an MLP', recipeFor(mlp('small', [24, 16]))],
    ['an MLP with dropout', recipeFor(mlp('small', [24, 16]), 0.4)],
    ['a CNN', recipeFor(CNN)],
  ])('are trained as the reference does: %s', async (_, recipe) => {
    const engine = await openEngine(id);
    const ours = stepped(engine.createSharedTrainer!(recipe), recipe);
    const theirs = stepped(createReferenceSharedTrainer(recipe), recipe);
    const loss = theirs.drain();
    expect(Math.abs(ours.drain() - loss) / loss).toBeLessThan(0.02);
    const statistics = [batchOf(recipe, 20), batchOf(recipe, 21)];
    for (const cell of CELLS) {
      const [a, b] = [ours.parametersAt(cell, statistics), theirs.parametersAt(cell, statistics)];
      b.forEach((stage, i) => {
        for (const part of ['weights', 'gamma', 'beta'] as const) {
          const share = differing(a[i][part], stage[part]);
          expect(share, `${part} of stage ${i} at ${cellName(cell)}`).toBeLessThan(0.03);
        }
      });
      // The first stage's statistics depend on its weights alone.
      expect(differing(a[0].mean, b[0].mean)).toBeLessThan(0.3);
      expect(a[0].weights).toEqual(ours.state().weights[0]);
      expect(a[1].gamma).toEqual(ours.state().affine.get(cell.weightBits)![1].gamma);
    }
  });

  it('stay within the limits of the narrowest quantizer', async () => {
    const recipe = recipeFor(mlp('small', [24, 16]));
    const trainer = (await openEngine(id)).createSharedTrainer!(recipe);
    for (let i = 0; i < 30; i++) trainer.step(batchOf(recipe, i), CELLS[1], 0.1);
    const largest = Math.max(...trainer.state().weights.map((w) => Math.max(...w.map(Math.abs))));
    expect(largest).toBe(1);
  });

  it('are the same bits for the same seed', async () => {
    const engine = await openEngine(id);
    const recipe = recipeFor(mlp('small', [24, 16]), 0.4);
    const [a, b] = [1, 2].map(() => stepped(engine.createSharedTrainer!(recipe), recipe).state());
    expect(a).toEqual(b);
  });

  it('are scored by the share of right classes', async () => {
    const recipe = recipeFor(mlp('small', [24, 16]));
    const batch = batchOf(recipe, 3);
    const trainer = (await openEngine(id)).createSharedTrainer!(recipe);
    for (let i = 0; i < 60; i++) trainer.step(batch, CELLS[1], 0.01);
    expect(trainer.score([batch], CELLS[1])).toBe(1);
    const other = { ...batch, labels: batch.labels.map((label) => (label + 1) % 10) };
    expect(trainer.score([batch, other], CELLS[1])).toBe(0.5);
  });
});
