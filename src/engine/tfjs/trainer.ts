import * as tf from '@tensorflow/tfjs-core';
import { BATCH_NORM } from '../../core/network/parameters';
import { createPruner } from '../pruner';
import { adamRate, glorotScale, type Recipe } from '../recipe';
import type { Batch, Trainer, TrainerState } from '../trainer';
import { adamStep } from './adam';
import { refuseFixed } from './fixed';
import { type Network, networkOf, pass } from './network';
import { assertPrunes, nonZero, pruned } from './prune';
import { type DeviceState, download, stageValues, tensorsOf, upload } from './state';

/**
 * A trainer on the tfjs backend of that name. Forward and backward are written out (no autodiff), so that
 * every product is a plain one and the straight-through masks are exact.
 */
export function createTfjsTrainer(backend: string, recipe: Recipe, initial: TrainerState): Trainer {
  refuseFixed(recipe, backend);
  const network = networkOf(recipe);
  const pruner = createPruner(recipe);
  if (pruner) assertPrunes(backend);
  let steps = initial.steps;
  let sinceDrain = 0;
  use(backend);
  let state = upload(network.stages, initial);

  const replace = (next: DeviceState) => {
    const old = tensorsOf(state);
    state = next;
    tf.dispose(old);
  };

  return {
    step(batch, learningRate) {
      use(backend);
      steps++;
      sinceDrain++;
      const hold = pruner?.phase(steps) === 'hold';
      replace(tf.tidy(() => updated(network, state, batch, adamRate(learningRate, steps), hold)));
      if (pruner?.phase(steps) === 'pick') state = pruned(pruner, state, steps);
    },

    async drain() {
      use(backend);
      const [sum] = await state.lossSum.data();
      const mean = sum / sinceDrain;
      sinceDrain = 0;
      state.lossSum.dispose();
      state = { ...state, lossSum: tf.scalar(0) };
      return mean;
    },

    async gradients(batch) {
      use(backend);
      const values = state.weights.map((w) => w.value);
      const { loss, weights, affine, statistics } = tf.tidy(() =>
        pass(network, values, state.affine.value, batch),
      );
      const [value] = await loss.data();
      const stages = await stageValues(network.stages, weights, affine);
      tf.dispose([loss, ...weights, affine, statistics]);
      return { loss: value, stages };
    },

    snapshot() {
      use(backend);
      return download(network.stages, state, steps);
    },

    dispose: () => tf.dispose(tensorsOf(state)),
  };
}

/** The state after a step on the batch. */
function updated(
  network: Network,
  state: DeviceState,
  batch: Batch,
  rate: number,
  holdZeros: boolean,
): DeviceState {
  const values = state.weights.map((w) => w.value);
  const gradient = pass(network, values, state.affine.value, batch);
  const { passLow, passHigh } = network.weight;
  const weights = state.weights.map((trained, i) => {
    const { fanIn, units } = network.stages[i];
    const next = adamStep(trained, gradient.weights[i], rate * glorotScale(fanIn, units));
    const value = tf.clipByValue(next.value, passLow, passHigh);
    return { ...next, value: holdZeros ? tf.mul(value, nonZero(trained.value)) : value };
  });
  return {
    weights,
    affine: adamStep(state.affine, gradient.affine, rate),
    running: tf.add(
      tf.mul(state.running, BATCH_NORM.momentum),
      tf.mul(gradient.statistics, 1 - BATCH_NORM.momentum),
    ),
    lossSum: tf.add(state.lossSum, gradient.loss),
  };
}

/** Makes an initialised backend the current one: tfjs has one at a time for the whole program. */
function use(backend: string): void {
  if (tf.getBackend() !== backend) void tf.setBackend(backend);
}
