import { activationQuantizer } from '../../core/network/fold';
import { BATCH_NORM } from '../../core/network/parameters';
import { stagesOf } from '../../core/network/topology';
import { weightQuantizer } from '../../core/quantizers/quantizer';
import { ADAM, glorotScale, type Recipe } from '../recipe';
import type { Trainer, TrainerState } from '../trainer';
import { createArena, growTo } from './arena';
import { instantiate } from './kernels';
import { layoutOf, type StageLayout } from './layout';
import { createPass } from './pass';
import { lanesOf } from './quantizer-lanes';
import { copyOf, readState, writeState } from './state';
import { createStepper } from './stepper';

/** Adam's moments below this count as 0: they are far below epsilon, and denormals are slow. */
export const SMALLEST_MOMENT = 1e-30;

/**
 * A trainer in an instance of its own: one memory, grown once to what the recipe's batches need. `spills`: the
 * WebAssembly compiler here has too few registers for the large tiles.
 */
export function createWasmTrainer(
  module: WebAssembly.Module,
  recipe: Recipe,
  initial: TrainerState,
  spills: boolean,
): Trainer {
  const kernels = instantiate(module);
  if (spills) kernels.avoidSpills();
  const arena = createArena(kernels.heapBase());
  const layout = layoutOf(arena, kernels, stagesOf(recipe.topology), recipe.batchSize);
  growTo(kernels.memory, arena.end());
  const heap = new Float32Array(kernels.memory.buffer);
  const weight = weightQuantizer(recipe.precision.weightBits);
  const lanes = lanesOf(weight);
  const activation = activationQuantizer(recipe.topology, recipe.precision.activationBits);
  kernels.setAdam(ADAM.beta1, ADAM.beta2, ADAM.epsilon, SMALLEST_MOMENT);
  kernels.setActivation(...lanesOf(activation), activation.passLow, activation.passHigh);
  writeState(heap, layout.stages, initial);
  for (const { weights, quantized } of layout.stages) {
    kernels.quantize(weights.length, weights.value, quantized, ...lanes);
  }
  const pass = createPass(kernels, layout, recipe.loss);
  const stepper = createStepper({ kernels, heap, layout }, pass, recipe, initial.steps);

  const update = (s: StageLayout, rate: number): void => {
    const { stage, weights, gamma, beta, columns } = s;
    const scaled = rate * glorotScale(stage.fanIn, stage.units);
    const { length, value, m, v } = weights;
    kernels.adamWeights(length, value, m, v, s.gradient, scaled, s.quantized, weight.passHigh, ...lanes);
    kernels.adam(gamma.length, gamma.value, gamma.m, gamma.v, s.gammaGradient, rate);
    kernels.adam(beta.length, beta.value, beta.m, beta.v, s.betaGradient, rate);
    kernels.follow(stage.units, columns, s.mean, s.variance, BATCH_NORM.momentum);
  };

  return {
    step(batch, learningRate) {
      stepper.step(batch, learningRate, (rate) => {
        for (const s of layout.stages) update(s, rate);
      });
    },
    drain: async () => stepper.drain(),
    async gradients(batch) {
      const loss = stepper.run(batch);
      const stages = layout.stages.map(({ stage, weights, gradient, gammaGradient, betaGradient }) => {
        kernels.maskGradient(weights.length, weights.value, gradient, weight.passHigh);
        return {
          weights: copyOf(heap, gradient, weights.length),
          gamma: copyOf(heap, gammaGradient, stage.units),
          beta: copyOf(heap, betaGradient, stage.units),
        };
      });
      return { loss, stages };
    },
    snapshot: async () => readState(heap, layout.stages, stepper.taken()),
    dispose() {},
  };
}
