import { expect, it } from 'vitest';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { designRecipe, designRunKey, trainingKey } from './recipes';

const cell = { weightBits: 3, activationBits: 2 };

it('fills the input bits of the network when none are chosen', () => {
  expect(designRecipe(DESIGN_DEFAULTS, cell, 1000).precision).toEqual({ ...cell, inputBits: 1 });
  expect(designRecipe({ ...DESIGN_DEFAULTS, network: 'cnn' }, cell, 1000).precision.inputBits).toBe(8);
  expect(designRecipe({ ...DESIGN_DEFAULTS, inputBits: 4 }, cell, 1000).precision.inputBits).toBe(4);
});

it('gives another key for whatever changes the training, and the same for what does not', () => {
  const key = (patch: Partial<Design>) =>
    designRunKey({ ...DESIGN_DEFAULTS, ...patch }, cell, { id: 'synthetic', trainImages: 1000 });
  const training: Partial<Design>[] = [
    { seed: 1 },
    { epochs: 6 },
    { network: 'sfc' },
    { inputBits: 2 },
    { loss: 'squared-hinge' },
    { sparsity: 0.5 },
    { sparsity: 0.75 },
  ];
  const keys = [key({}), ...training.map(key)];
  keys.push(designRunKey(DESIGN_DEFAULTS, cell, { id: 'mnist', trainImages: 1000 }));
  expect(new Set(keys).size).toBe(keys.length);
  expect([key({ device: 'zu3eg' }), key({ metric: 'lut' }), key({ weights: [1] })]).toEqual([
    key({}),
    key({}),
    key({}),
  ]);
});

it('prunes cells of two weight bits or more as bitscape train does, and changes the key of the grid', () => {
  const design: Design = { ...DESIGN_DEFAULTS, sparsity: 0.75, epochs: 2 };
  // 1000 images in batches of 100 for two epochs: 20 steps, picked from a fifth of them to seven tenths.
  expect(designRecipe(design, cell, 1000).sparsity).toEqual({
    amount: 0.75,
    scope: 'layer',
    structure: 'unstructured',
    schedule: { kind: 'constant', begin: 4, end: 14, frequency: 100 },
  });
  const data = { id: 'synthetic', trainImages: 1000 };
  const binary = { ...cell, weightBits: 1 };
  expect(designRunKey(design, binary, data)).toBe(designRunKey({ ...design, sparsity: 0 }, binary, data));
  expect(trainingKey(design, data)).not.toBe(trainingKey({ ...design, sparsity: 0 }, data));
});
