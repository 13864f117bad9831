import { expect, it } from 'vitest';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { designRecipe, designRunKey } from './recipes';

const cell = { weightBits: 3, activationBits: 2 };

it('fills the input bits of the network when none are chosen', () => {
  expect(designRecipe(DESIGN_DEFAULTS, cell).precision).toEqual({ ...cell, inputBits: 1 });
  expect(designRecipe({ ...DESIGN_DEFAULTS, network: 'cnn' }, cell).precision.inputBits).toBe(8);
  expect(designRecipe({ ...DESIGN_DEFAULTS, inputBits: 4 }, cell).precision.inputBits).toBe(4);
});

it('gives another key for whatever changes the training, and the same for what does not', () => {
  const key = (patch: Partial<Design>) => designRunKey({ ...DESIGN_DEFAULTS, ...patch }, cell, 'synthetic');
  const training: Partial<Design>[] = [
    { seed: 1 },
    { epochs: 6 },
    { network: 'sfc' },
    { inputBits: 2 },
    { loss: 'squared-hinge' },
  ];
  const keys = [key({}), ...training.map(key)];
  keys.push(designRunKey(DESIGN_DEFAULTS, cell, 'mnist'));
  expect(new Set(keys).size).toBe(keys.length);
  expect([key({ device: 'zu3eg' }), key({ metric: 'lut' }), key({ weights: [1] })]).toEqual([
    key({}),
    key({}),
    key({}),
  ]);
});
