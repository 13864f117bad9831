import type { Dataset } from '../core/datasets/dataset';
import { BitscapeError } from '../core/errors';
import { openSharedEngine } from '../engine/engines';
import type { Recipe } from '../engine/recipe';
import { type SharedRecipe, sharedRecipeFor } from '../engine/shared/recipe';
import { type SharedRun, trainShared } from '../engine/shared/run';
import type { SharedState } from '../engine/shared/trainer';
import type { Engine } from '../engine/trainer';
import type { Io } from './io';

/**
 * Trains the shared weights of a grid, on the given engine if it can; progress is noted.
 * @throws BitscapeError "Interrupted" after Ctrl-C, "EngineUnavailable", and those of `trainShared`.
 */
export async function runShared(
  given: Engine,
  recipe: SharedRecipe,
  data: Dataset,
  io: Io,
): Promise<SharedRun> {
  const engine = await openSharedEngine(given, (id, reason) => io.note(`${id} passed over: ${reason}`));
  const interrupt = new AbortController();
  const release = io.onInterrupt(() =>
    interrupt.abort(new BitscapeError('Interrupted', 'stopped; nothing is kept of the shared weights')),
  );
  let noted = 0;
  try {
    const run = await trainShared(engine, recipe, data, {
      signal: interrupt.signal,
      onProgress: ({ phase, epoch, epochs, imagesPerSecond }) => {
        if (phase !== 'training' || epoch === noted) return;
        noted = epoch;
        io.note(`shared weights: epoch ${epoch} of ${epochs}, ${Math.round(imagesPerSecond)} images/s`);
      },
    });
    io.note(`shared weights: ${recipe.cells.length} cells in ${run.seconds.toFixed(1)} s`);
    return run;
  } finally {
    release();
  }
}

/** The shared weights for the cells of one grid, trained when the first of them asks. */
export function sharedWeights(
  engine: Engine,
  data: Dataset,
  io: Io,
): (recipe: Recipe) => Promise<SharedState> {
  let run: Promise<SharedRun> | undefined;
  return async (recipe) => {
    run ??= runShared(engine, sharedRecipeFor(recipe), data, io);
    return (await run).state;
  };
}
