import { describe, expect, it } from 'vitest';
import type { Sparsity } from '../core/compress/sparsity';
import { keyOfRun } from './checkpoint';
import { runKey, TRAINING_VERSION } from './run-key';
import { cellRecipe, DATASET, finishedCell } from './storage/testing';

const recipe = cellRecipe(3, 2);

describe('a run key', () => {
  it('ends with the version of the training', () => {
    expect(runKey(recipe, DATASET)).toMatch(new RegExp(`/s7/t${TRAINING_VERSION}$`));
    expect(runKey(recipe, DATASET, TRAINING_VERSION + 1)).not.toBe(runKey(recipe, DATASET));
  });

  it('has the pruning in it where there is some, and is as before where there is none', () => {
    const sparsity: Sparsity = {
      amount: 0.75,
      scope: 'layer',
      structure: 'unstructured',
      schedule: { kind: 'constant', begin: 5, end: 50, frequency: 10 },
    };
    const key = runKey(recipe, DATASET);
    expect(runKey({ ...recipe, sparsity: undefined }, DATASET)).toBe(key);
    expect(runKey({ ...recipe, sparsity }, DATASET)).toBe(
      key.replace(/\/t\d+$/, '/p0.75:layer:unstructured:constant:5-50/10$&'),
    );
  });

  it("of a cell is that of the cell's own training version; a cell that has none is of version 1", () => {
    const { trainingVersion: _, ...old } = finishedCell(recipe);
    expect(keyOfRun({ ...old, trainingVersion: 5 })).toBe(runKey(recipe, DATASET, 5));
    expect(keyOfRun(old)).toBe(runKey(recipe, DATASET, 1));
  });
});
