import type { Design } from '../core/design/design';
import { defaultInputBits, topologyOf } from '../core/network/presets';
import type { Topology } from '../core/network/topology';
import { BIT_RANGE, type CellPosition, cellKey, type Precision } from '../core/precision';
import { stepsPerEpoch } from '../engine/batches';
import { gridSparsity } from '../engine/default-sparsity';
import { type Recipe, recipeOf } from '../engine/recipe';
import { runKey } from '../engine/run-key';
import type { ActiveData } from './data-sets';

/** Topology of a design; links are checked when they are opened, so the name is known. */
export const designTopology = (design: Design): Topology => topologyOf(design.network);

/** Bit-widths of a cell under a design. */
export function designPrecision(design: Design, cell: CellPosition): Precision {
  const inputBits = design.inputBits ?? defaultInputBits(designTopology(design));
  return { weightBits: cell.weightBits, activationBits: cell.activationBits, inputBits };
}

/** What of a data set a recipe and its key depend on. */
export type RecipeData = Pick<ActiveData, 'id' | 'trainImages'>;

/** How a design trains a cell on so many images. */
export function designRecipe(design: Design, cell: CellPosition, trainImages: number): Recipe {
  const recipe = denseRecipe(design, cell);
  const steps = stepsPerEpoch(trainImages, recipe.batchSize) * recipe.epochs;
  const sparsity = gridSparsity(design.sparsity, cell.weightBits, steps);
  return sparsity ? { ...recipe, sparsity } : recipe;
}

/** The same without pruning: what references and shared weights are of. */
export const denseRecipe = (design: Design, cell: CellPosition): Recipe =>
  recipeOf({
    topology: designTopology(design),
    precision: designPrecision(design, cell),
    epochs: design.epochs,
    seed: design.seed,
    loss: design.loss,
    ...(design.start === 'shared' ? { start: 'shared' } : {}),
  });

/** Identity of a cell's training run under a design, in the stores. */
export const designRunKey = (design: Design, cell: CellPosition, { id, trainImages }: RecipeData): string =>
  runKey(designRecipe(design, cell, trainImages), id);

/** Changes exactly when results of the old design no longer belong on the grid; of the widest cell, which is pruned if any is. */
export const trainingKey = (design: Design, data: RecipeData): string =>
  designRunKey(design, { weightBits: BIT_RANGE.max, activationBits: BIT_RANGE.max }, data);

/** The grid cell of a recipe. */
export const recipeCellKey = (recipe: Recipe): string => cellKey(recipe.precision);
