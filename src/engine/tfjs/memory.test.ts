import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/network/presets';
import { openEngine } from '../engines';
import { initialState } from '../initial';
import { recipeOf } from '../recipe';
import { randomBatch } from '../trial';

describe.each(['tfc', 'cnn'])('device memory while %s trains', (name) => {
  it('holds as many tensors after every step, drain, gradient and snapshot, and none in the end', async () => {
    const engine = await openEngine('tfjs-wasm');
    const before = tf.memory().numTensors;
    const precision = { weightBits: 2, activationBits: 2, inputBits: 1 };
    const recipe = recipeOf({ topology: PRESETS[name], precision, epochs: 1, seed: 1 });
    const batch = randomBatch({ ...recipe, dropout: { input: 0.2, hidden: 0.2 } }, 4);
    const trainer = engine.createTrainer(recipe, initialState(recipe));
    const held = tf.memory().numTensors;
    expect(held).toBeGreaterThan(before);
    for (let i = 0; i < 3; i++) {
      trainer.step(batch, 1e-3);
      expect(tf.memory().numTensors).toBe(held);
    }
    await trainer.drain();
    await trainer.gradients(batch);
    await trainer.snapshot();
    expect(tf.memory().numTensors).toBe(held);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
