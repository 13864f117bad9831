import { describe, expect, it } from 'vitest';
import { keyOfRun } from './checkpoint';
import { runKey, TRAINING_VERSION } from './run-key';
import { cellRecipe, DATASET, finishedCell } from './storage/testing';

const recipe = cellRecipe(3, 2);

describe('a run key', () => {
  it('ends with the version of the training', () => {
    expect(runKey(recipe, DATASET)).toMatch(new RegExp(`/s7/t${TRAINING_VERSION}$`));
    expect(runKey(recipe, DATASET, TRAINING_VERSION + 1)).not.toBe(runKey(recipe, DATASET));
  });

  it("of a cell is that of the cell's own training version; a cell that has none is of version 1", () => {
    const { trainingVersion: _, ...old } = finishedCell(recipe);
    expect(keyOfRun({ ...old, trainingVersion: 5 })).toBe(runKey(recipe, DATASET, 5));
    expect(keyOfRun(old)).toBe(runKey(recipe, DATASET, 1));
  });
});
