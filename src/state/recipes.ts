import type { Design } from '../core/design/design';
import { defaultInputBits, topologyOf } from '../core/network/presets';
import type { Topology } from '../core/network/topology';
import { BIT_RANGE, type CellPosition, cellKey, type Precision } from '../core/precision';
import { type Recipe, recipeOf } from '../engine/recipe';
import { runKey } from '../engine/run-key';

/** Topology of a design; links are checked when they are opened, so the name is known. */
export const designTopology = (design: Design): Topology => topologyOf(design.network);

/** Bit-widths of a cell under a design. */
export function designPrecision(design: Design, cell: CellPosition): Precision {
  const inputBits = design.inputBits ?? defaultInputBits(designTopology(design));
  return { weightBits: cell.weightBits, activationBits: cell.activationBits, inputBits };
}

/** How a design trains a cell. */
export const designRecipe = (design: Design, cell: CellPosition): Recipe =>
  recipeOf({
    topology: designTopology(design),
    precision: designPrecision(design, cell),
    epochs: design.epochs,
    seed: design.seed,
    loss: design.loss,
    ...(design.start === 'shared' ? { start: 'shared' } : {}),
  });

/** Identity of a cell's training run under a design, in the stores. */
export const designRunKey = (design: Design, cell: CellPosition, datasetId: string): string =>
  runKey(designRecipe(design, cell), datasetId);

/** Changes exactly when results of the old design no longer belong on the grid. */
export const trainingKey = (design: Design, datasetId: string): string =>
  designRunKey(design, { weightBits: BIT_RANGE.min, activationBits: BIT_RANGE.min }, datasetId);

/** The grid cell of a recipe. */
export const recipeCellKey = (recipe: Recipe): string => cellKey(recipe.precision);
