import { PRESETS } from '../core/network/presets';
import { stagesOf } from '../core/network/topology';
import { Random } from '../core/random';
import { dropoutMasks } from './batches';
import { initialState } from './initial';
import { type Recipe, recipeOf } from './recipe';
import type { Batch, Engine } from './trainer';

/** A made-up batch: random bipolar pixels and labels. */
export function randomBatch(recipe: Recipe, size: number): Batch {
  const random = Random.for(recipe.seed, 'batch');
  const stages = stagesOf(recipe.topology);
  const classes = stages[stages.length - 1].units;
  const { height, width, channels } = recipe.topology.input;
  const inputs = Float32Array.from(
    { length: size * height * width * channels },
    () => random.below(2) * 2 - 1,
  );
  const labels = Uint8Array.from({ length: size }, () => random.below(classes));
  return { size, inputs, labels, dropout: dropoutMasks(recipe, stages, size, random) };
}

/** Milliseconds of a W3A3 training step of a network at batch 100, once warm. */
export async function measureStep(engine: Engine, topology = PRESETS.sfc, steps = 5): Promise<number> {
  const precision = { weightBits: 3, activationBits: 3, inputBits: 1 };
  const recipe = recipeOf({ topology, precision, epochs: 1, seed: 1 });
  const batch = randomBatch(recipe, recipe.batchSize);
  const trainer = engine.createTrainer(recipe, initialState(recipe));
  const time = async (count: number) => {
    const start = performance.now();
    for (let i = 0; i < count; i++) trainer.step(batch, recipe.learningRate);
    await trainer.drain();
    return (performance.now() - start) / count;
  };
  try {
    await time(2);
    return await time(steps);
  } finally {
    trainer.dispose();
  }
}
