import { BitscapeError } from '../../core/errors';
import { activationQuantizer } from '../../core/network/fold';
import { BATCH_NORM } from '../../core/network/parameters';
import { shapeSize, stagesOf } from '../../core/network/topology';
import { weightQuantizer } from '../../core/quantizers/quantizer';
import { createPruner } from '../pruner';
import { ADAM, adamRate, glorotScale, type Recipe } from '../recipe';
import type { Batch, Trainer, TrainerState } from '../trainer';
import { createArena, growTo } from './arena';
import { instantiate, type Kernels } from './kernels';
import { type Layout, layoutOf, type StageLayout } from './layout';
import { createPass } from './pass';
import { lanesOf, pixelLanesOf } from './quantizer-lanes';
import { copyOf, readState, writeState } from './state';

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
  const pruner = createPruner(recipe);
  let steps = initial.steps;
  let losses = 0;
  let lossSum = 0;

  const run = (batch: Batch): number => {
    const dropout = upload(kernels, heap, layout, batch);
    pass.forward(batch.size, dropout);
    return pass.backward(batch.size, dropout);
  };

  /** The weights of every stage in memory, or their quantized values. */
  const blocksOf = (which: 'value' | 'quantized'): Float32Array[] =>
    layout.stages.map(({ weights, quantized }) => {
      const at = (which === 'value' ? weights.value : quantized) / 4;
      return heap.subarray(at, at + weights.length);
    });

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
      lossSum += run(batch);
      losses++;
      steps++;
      const rate = adamRate(learningRate, steps);
      const phase = pruner?.phase(steps);
      kernels.holdZeros(phase === 'hold' ? 1 : 0);
      for (const s of layout.stages) update(s, rate);
      if (phase === 'pick') pruner?.pick(blocksOf('value'), steps, blocksOf('quantized'));
    },
    async drain() {
      const mean = lossSum / losses;
      lossSum = 0;
      losses = 0;
      return mean;
    },
    async gradients(batch) {
      const loss = run(batch);
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
    snapshot: async () => readState(heap, layout.stages, steps),
    dispose() {},
  };
}

/** Copies a batch into memory, input dropout applied; says which dropouts there are. */
export function upload(kernels: Kernels, heap: Float32Array, layout: Layout, batch: Batch): boolean[] {
  if (batch.size > layout.capacity) {
    throw new BitscapeError(
      'BatchTooLarge',
      `a batch of ${batch.size} images: the recipe allows ${layout.capacity}`,
      'batch',
    );
  }
  const count = batch.size * shapeSize(layout.stages[0].stage.input);
  const bytes = new Uint8Array(kernels.memory.buffer);
  if (batch.pixels) {
    batch.pixels.copyTo(bytes, layout.pixels);
    kernels.pixelInputs(count, layout.pixels, layout.inputs, ...pixelLanesOf(batch.pixels.inputBits));
  } else {
    heap.set(batch.inputs, layout.inputs / 4);
  }
  bytes.set(batch.labels, layout.labels);
  batch.dropout.forEach((multipliers, i) => {
    if (!multipliers) return;
    const at = i === 0 ? layout.inputMultipliers : layout.stages[i - 1].multipliers;
    heap.set(multipliers, at / 4);
  });
  if (batch.dropout[0]) {
    kernels.multiply(count, layout.inputs, layout.inputMultipliers, layout.inputs);
  }
  return batch.dropout.map((multipliers) => multipliers !== null);
}
