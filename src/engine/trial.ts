import { PRESETS } from '../core/network/presets';
import { stagesOf } from '../core/network/topology';
import { Random } from '../core/random';
import { dropoutMasks } from './batches';
import { initialState } from './initial';
import { type Recipe, recipeOf } from './recipe';
import type { Batch, Engine, StageGradients, TrainerState } from './trainer';

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

/**
 * A state in the middle of a run: BatchNorm off identity with some gammas negative, and moments away from 0
 * (from 0, Adam's first step is the sign of the gradient, which rounding can turn).
 */
export function midwayState(recipe: Recipe): TrainerState {
  const state = initialState(recipe);
  const random = Random.for(recipe.seed, 'midway');
  const fill = (values: Float32Array, low: number, high: number) => {
    for (let i = 0; i < values.length; i++) values[i] = low + (high - low) * random.uniform();
  };
  for (const p of state.parameters) {
    fill(p.gamma, 0.5, 1.5);
    for (let n = 0; n < p.gamma.length; n += 5) p.gamma[n] = -p.gamma[n];
    fill(p.beta, -0.5, 0.5);
    fill(p.mean, -3, 3);
    fill(p.variance, 0.5, 5);
  }
  for (const { m, v } of state.moments) {
    for (const part of partsOf(m)) fill(part, -0.01, 0.01);
    for (const part of partsOf(v)) fill(part, 1e-4, 1e-3);
  }
  return { ...state, steps: 50 };
}

const partsOf = ({ weights, gamma, beta, points }: StageGradients): Float32Array[] =>
  points ? [weights, gamma, beta, points] : [weights, gamma, beta];

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
