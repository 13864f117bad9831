import { describe, expect, it } from 'vitest';
import { PRESETS } from '../core/network/presets';
import { weightQuantizer } from '../core/quantizers/quantizer';
import { initialState } from './initial';
import { recipeOf } from './recipe';

const stateOf = (weightBits: number, seed = 1) =>
  initialState(
    recipeOf({
      topology: PRESETS.tfc,
      precision: { weightBits, activationBits: 2, inputBits: 1 },
      epochs: 1,
      seed,
    }),
  );

describe('the initial state', () => {
  it.each([1, 2, 3, 8])('has weights within the limits of %i bits, spread over [-1, 1]', (bits) => {
    const { passHigh } = weightQuantizer(bits);
    const [{ weights }] = stateOf(bits).parameters;
    expect(weights.every((w) => Math.abs(w) <= passHigh)).toBe(true);
    const meanSquare = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
    expect(meanSquare).toBeCloseTo(1 / 3, 2);
  });

  it('is the same in every cell of the grid, and another for another seed', () => {
    expect(stateOf(8)).toEqual(stateOf(2));
    expect(stateOf(2, 2).parameters[0].weights).not.toEqual(stateOf(2).parameters[0].weights);
  });
});
