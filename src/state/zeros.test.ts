import { expect, it } from 'vitest';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { foldNetwork } from '../core/network/fold';
import { packNetwork } from '../core/network/pack';
import { topologyOf } from '../core/network/presets';
import { randomParameters } from '../core/network/testing';
import type { TrainedCell } from '../engine/checkpoint';
import { estimateDesign } from './grid';
import { designRecipe } from './recipes';
import { countedZeros } from './zeros';

const JETS: Design = { ...DESIGN_DEFAULTS, network: 'jets', estimator: 'unrolled', sparsity: 0.75 };
const W8A8 = { weightBits: 8, activationBits: 8 };

/** A finished cell whose first layer has a weight that is not 0 for every 16th. */
function prunedCell(): TrainedCell {
  const recipe = designRecipe(JETS, W8A8, 1000);
  const parameters = randomParameters(topologyOf('jets'), 1);
  parameters[0].weights = parameters[0].weights.map((_, i) => (i % 16 === 0 ? 0.5 : 0));
  const network = packNetwork(foldNetwork(recipe.topology, recipe.precision, parameters));
  return { version: 1, recipe, dataset: 'd', history: [], network, seconds: 1, engine: 'e', revision: 'r' };
}

const lutOf = (design: Design, counted = {}): Record<string, number | null> =>
  Object.fromEntries(
    estimateDesign(design, counted).grid.cells.map((cell) => [
      `w${cell.weightBits}a${cell.activationBits}`,
      cell.estimate.total.lut,
    ]),
  );

it('a pruned design is estimated without its zeros, but for W = 1', () => {
  const [dense, pruned] = [lutOf({ ...JETS, sparsity: 0 }), lutOf(JETS)];
  // Paper 002, table III: 14806 LUT at 8 bits with 1064 of 4256 weights (docs/unrolled-model.md).
  expect(pruned.w8a8).toBe(14806);
  expect(dense.w8a8).toBe(47109);
  expect(pruned.w1a4).toBe(dense.w1a4);
});

it('counts the zeros of a network that is there, in its own cell only', () => {
  const results = { w8a8: { status: 'done', progress: 1, history: [], cell: prunedCell() } } as const;
  const counted = countedZeros(JETS, results);
  expect(counted.w8a8[0]).toBe(64);
  const { cells } = estimateDesign(JETS, counted).grid;
  const notesOf = (weightBits: number) =>
    cells
      .find((cell) => cell.weightBits === weightBits && cell.activationBits === 8)
      ?.estimate.notes.join(' ');
  expect(notesOf(8)).toContain('weights are not 0, counted in the trained network');
  expect(notesOf(7)).toContain('1064 of 4256 weights are not 0, by the share of zeros that is asked for');
  expect(notesOf(1)).not.toContain('are not 0');
});

it('heeds them in the search for the smallest reuse factor that fits', () => {
  // W8 A8 dense takes 47109 LUT at reuse factor 1, pruned 14806: the device has 20800 (docs/unrolled-model.md).
  const small = { ...JETS, device: 'xc7a35t', folding: 'fit' } as const;
  const iiOf = (design: Design) => estimateDesign(design).grid.cells.at(-1)?.estimate.ii;
  expect(iiOf(small)).toBe(1);
  expect(iiOf({ ...small, sparsity: 0 })).toBeGreaterThan(1);
});

it('counts nothing where it would not be heeded', () => {
  const results = { w8a8: { status: 'done', progress: 1, history: [], cell: prunedCell() } } as const;
  expect(countedZeros({ ...JETS, estimator: 'finn' }, results)).toEqual({});
  expect(countedZeros({ ...JETS, sparsity: 0 }, results)).toEqual({});
});
