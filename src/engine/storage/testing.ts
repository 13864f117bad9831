import { PRESETS } from '../../core/network/presets';
import type { Checkpoint, TrainedCell } from '../checkpoint';
import { type Recipe, recipeOf } from '../recipe';
import { runKey, TRAINING_VERSION } from '../run-key';

/** Data set id of the made-up cells. */
export const DATASET = 'made-up';

/** A tfc recipe of a cell of the grid. */
export const cellRecipe = (weightBits: number, activationBits: number, epochs = 3): Recipe =>
  recipeOf({
    topology: PRESETS.tfc,
    precision: { weightBits, activationBits, inputBits: 1 },
    epochs,
    seed: 7,
  });

export const keyOf = (recipe: Recipe): string => runKey(recipe, DATASET);

const historyOf = (epochs: number) =>
  Array.from({ length: epochs }, (_, i) => ({ validation: 0.9, test: 0.8 + i / 100, loss: 1 / (i + 1) }));

/** A checkpoint after some epochs, with a token of a state. */
export const checkpointAfter = (recipe: Recipe, epoch: number): Checkpoint => ({
  version: 1,
  recipe,
  dataset: DATASET,
  epoch,
  state: { parameters: [], moments: [], steps: epoch * 10 },
  random: { shuffle: [1, 2, 3, epoch], dropout: [4, 5, 6, epoch] },
  history: historyOf(epoch),
  seconds: epoch,
  engine: 'fake',
  revision: '0.1.0',
  trainingVersion: TRAINING_VERSION,
});

/** A finished cell. */
export const finishedCell = (recipe: Recipe): TrainedCell => ({
  version: 1,
  recipe,
  dataset: DATASET,
  history: historyOf(recipe.epochs),
  network: Uint8Array.from([recipe.precision.weightBits, recipe.precision.activationBits]),
  seconds: recipe.epochs,
  engine: 'fake',
  revision: '0.1.0',
  trainingVersion: TRAINING_VERSION,
});
