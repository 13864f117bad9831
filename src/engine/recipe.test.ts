import { describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../core/network/presets';
import { adamRate, dropoutOf, glorotScale, learningRateAt, recipeOf } from './recipe';

const precision = { weightBits: 2, activationBits: 2, inputBits: 1 };

describe('the recipe', () => {
  it("scales a layer's steps by BNN-PYNQ's Glorot factor 1 / sqrt(1.5 / (fanIn + units))", () => {
    expect(glorotScale(784, 256)).toBeCloseTo(Math.sqrt(1040 / 1.5), 10);
  });

  it("corrects Adam's bias: step 1 of a constant gradient moves by the learning rate, and so does step 100", () => {
    for (const t of [1, 100]) {
      const m = 1 - 0.9 ** t;
      const v = 1 - 0.999 ** t;
      expect((adamRate(3e-3, t) * m) / Math.sqrt(v)).toBeCloseTo(3e-3, 12);
    }
  });

  it('lets the learning rate fall linearly from its start towards 0', () => {
    const recipe = recipeOf({ topology: PRESETS.tfc, precision, epochs: 1, seed: 1 });
    expect([0, 50, 99].map((step) => learningRateAt(recipe, step, 100) / 3e-3)).toEqual([
      1,
      0.5,
      expect.closeTo(0.01, 10),
    ]);
  });

  it('drops as BNN-PYNQ in lfc, and in a custom MLP as in the preset of its width', () => {
    expect(dropoutOf(PRESETS.lfc)).toEqual({ input: 0.2, hidden: 0.5 });
    expect(dropoutOf(mlp('784-1024-10', [1024]))).toEqual(dropoutOf(PRESETS.lfc));
    expect(dropoutOf(mlp('784-300-10', [300]))).toEqual(dropoutOf(PRESETS.sfc));
    expect(dropoutOf(mlp('784-32-10', [32]))).toEqual(dropoutOf(PRESETS.tfc));
  });
});
