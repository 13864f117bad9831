import type { StageParameters } from '../../core/network/parameters';
import type { Checkpoint } from '../checkpoint';
import type { Recipe } from '../recipe';
import { trainRun } from '../run';
import { runKey } from '../run-key';
import type { Context } from './context';

/** Trains a recipe of a plan; goes on from where the store has it, and keeps every epoch there. */
export async function trainKept(
  { engine, data, options }: Context,
  recipe: Recipe,
  parent?: readonly StageParameters[],
): Promise<Checkpoint> {
  const { store, onProgress, signal, gate } = options;
  const key = runKey(recipe, data.id);
  const run = await trainRun(engine, recipe, data, {
    parent,
    onProgress,
    signal,
    gate,
    resume: await store?.run(key),
    onCheckpoint: (checkpoint) => store?.keepRun(key, checkpoint),
  });
  await store?.forgetRun(key);
  return run;
}
