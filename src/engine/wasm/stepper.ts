import { createPruner } from '../pruner';
import { adamRate, type Recipe } from '../recipe';
import type { Batch } from '../trainer';
import type { Pass } from './pass';
import { type Instance, upload } from './upload';

/** The steps of a trainer: batches in, losses and their count, pruning. What a step changes is the trainer's own. */
export interface Stepper {
  /** Forward and backward; gives the loss. */
  run(batch: Batch): number;
  /** `run`, then `update` with the rate that Adam has at this step, then the pruning that is due. */
  step(batch: Batch, learningRate: number, update: (rate: number) => void): void;
  /** Mean loss since the last call. */
  drain(): number;
  /** Steps taken, of the state that it began with too. */
  taken(): number;
}

/** The steps of a trainer over `pass`, whose state has taken `from` steps. */
export function createStepper(instance: Instance, pass: Pass, recipe: Recipe, from: number): Stepper {
  const { kernels, heap, layout } = instance;
  const pruner = createPruner(recipe);
  let steps = from;
  let losses = 0;
  let lossSum = 0;

  const run = (batch: Batch): number => {
    const dropout = upload(instance, batch);
    pass.forward(batch.size, dropout);
    return pass.backward(batch.size, dropout);
  };

  /** The weights of every stage in memory, or their quantized values. */
  const blocksOf = (which: 'value' | 'quantized'): Float32Array[] =>
    layout.stages.map(({ weights, quantized }) => {
      const at = (which === 'value' ? weights.value : quantized) / 4;
      return heap.subarray(at, at + weights.length);
    });

  return {
    run,
    step(batch, learningRate, update) {
      lossSum += run(batch);
      losses++;
      steps++;
      const phase = pruner?.phase(steps);
      kernels.holdZeros(phase === 'hold' ? 1 : 0);
      update(adamRate(learningRate, steps));
      if (phase === 'pick') pruner?.pick(blocksOf('value'), steps, blocksOf('quantized'));
    },
    drain() {
      const mean = lossSum / losses;
      lossSum = 0;
      losses = 0;
      return mean;
    },
    taken: () => steps,
  };
}
