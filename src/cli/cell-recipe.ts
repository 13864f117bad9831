import type { CellPosition } from '../core/precision';
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
