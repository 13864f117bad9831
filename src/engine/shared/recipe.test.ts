import { expect, it } from 'vitest';
import { mlp } from '../../core/network/presets';
import { type Recipe, recipeOf } from '../recipe';
import { sharedKey, sharedRecipeFor } from './recipe';

const recipe = recipeOf({
  topology: mlp('tiny', [8]),
  precision: { weightBits: 2, activationBits: 3, inputBits: 1 },
  epochs: 5,
  seed: 1,
});
const key = (patch: Partial<Recipe> = {}, dataset = 'mnist') => sharedKey({ ...recipe, ...patch }, dataset);

it('belongs to all cells of a grid, whatever their epochs and their first weights', () => {
  const others: Partial<Recipe>[] = [
    { precision: { weightBits: 8, activationBits: 1, inputBits: 1 } },
    { epochs: 6 },
    { start: 'shared' },
  ];
  expect(others.map((patch) => key(patch))).toEqual([key(), key(), key()]);
  const { cells: all, ...shared } = sharedRecipeFor(recipe);
  expect(all).toHaveLength(64);
  for (const patch of others)
    expect(sharedRecipeFor({ ...recipe, ...patch })).toEqual({ ...shared, cells: all });
});

it('is another one for whatever changes the shared weights', () => {
  const others: Partial<Recipe>[] = [
    { precision: { weightBits: 2, activationBits: 3, inputBits: 8 } },
    { topology: mlp('tiny', [9]) },
    { seed: 2 },
    { loss: 'squared-hinge' },
    { batchSize: 50 },
    { learningRate: 1e-3 },
    { dropout: { input: 0.1, hidden: 0 } },
  ];
  const keys = [key(), key({}, 'synthetic'), ...others.map((patch) => key(patch))];
  expect(new Set(keys).size).toBe(keys.length);
});
