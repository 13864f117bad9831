import type { CellPosition } from '../core/precision';
import { stepsPerEpoch } from '../engine/batches';
import { gridSparsity } from '../engine/default-sparsity';
import { type Recipe, recipeOf } from '../engine/recipe';
import { type Chosen, precisionOf } from './design-options';

/** How the chosen design trains a cell; without one the selected cell. */
export function cellRecipe(chosen: Chosen, position?: CellPosition): Recipe {
  const { epochs, seed, loss, start } = chosen.design;
  return recipeOf({
    topology: chosen.topology,
    precision: precisionOf(chosen, position),
    epochs,
    seed,
    loss,
    ...(start === 'shared' ? { start } : {}),
  });
}

/** The same for a cell of a grid that the design prunes, on so many training images; W = 1 stays dense. */
export function gridRecipe(chosen: Chosen, position: CellPosition, images: number): Recipe {
  const recipe = cellRecipe(chosen, position);
  const steps = stepsPerEpoch(images, recipe.batchSize) * recipe.epochs;
  const sparsity = gridSparsity(chosen.design.sparsity, position.weightBits, steps);
  return sparsity ? { ...recipe, sparsity } : recipe;
}
