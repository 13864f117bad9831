import { describe, expect, it } from 'vitest';
import { mlp } from '../../core/network/presets';
import type { Topology } from '../../core/network/topology';
import type { Loss } from '../recipe';
import { type Recipe, recipeOf } from '../recipe';
import { midwayState, randomBatch } from '../trial';
import { pass } from './network';

/** At 24 bits the quantizers are finer than the differences below, so that the network is smooth. */
const smooth = (topology: Topology, loss: Loss): Recipe =>
  recipeOf({
    topology,
    precision: { weightBits: 24, activationBits: 24, inputBits: 1 },
    epochs: 1,
    seed: 5,
    loss,
    dropout: { input: 0.2, hidden: 0.3 },
  });

const CNN: Topology = {
  name: 'cnn',
  input: { height: 7, width: 6, channels: 2 },
  layers: [
    { kind: 'conv', filters: 3, kernel: 2 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 4, kernel: 2 },
    { kind: 'dense', units: 5 },
  ],
  activation: 'relu',
};

const SHIFT = 2 ** -10;

/** Median over entries of |slope of the loss - gradient|, relative to the largest gradient of the array. */
function medianError(recipe: Recipe, stage: number, part: 'weights' | 'gamma' | 'beta'): number {
  const { parameters } = midwayState(recipe);
  const batch = randomBatch(recipe, 10);
  const gradient = pass(recipe, parameters, batch).stages[stage][part];
  const values = parameters[stage][part];
  const entries = Array.from({ length: 25 }, (_, i) => Math.floor((i * values.length) / 25));
  const largest = Math.max(...entries.map((i) => Math.abs(gradient[i])));
  const errors = entries.map((i) => {
    const original = values[i];
    const lossAt = (value: number) => {
      values[i] = value;
      return pass(recipe, parameters, batch).loss;
    };
    const slope = (lossAt(original + SHIFT) - lossAt(original - SHIFT)) / (2 * SHIFT);
    values[i] = original;
    return Math.abs(slope - gradient[i]) / largest;
  });
  return errors.sort((a, b) => a - b)[12];
}

describe.each([
  ['an MLP', mlp('mlp', [12, 9]), 3],
  ['a CNN', CNN, 3],
] as const)('the gradients of %s are the slopes of its loss', (_, topology, stages) => {
  describe.each(['cross-entropy', 'squared-hinge'] as const)('%s', (loss) => {
    for (let stage = 0; stage < stages; stage++) {
      it.each(['weights', 'gamma', 'beta'] as const)(`%s of stage ${stage}`, (part) => {
        // The median, since a shift may push a unit over a kink of the activation or of the pool.
        expect(medianError(smooth(topology, loss), stage, part)).toBeLessThan(2e-3);
      });
    }
  });
});
