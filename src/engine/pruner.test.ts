import { describe, expect, it } from 'vitest';
import { nonZeroWeights } from '../core/compress/prune';
import type { Sparsity } from '../core/compress/sparsity';
import { syntheticDataset } from '../core/datasets/synthetic';
import { unpackNetwork } from '../core/network/pack';
import { topologyOf } from '../core/network/presets';
import type { Checkpoint } from './checkpoint';
import { checkpointFromFile, checkpointToFile } from './checkpoint-file';
import { createPruner } from './pruner';
import { type Recipe, recipeOf } from './recipe';
import { referenceEngine } from './reference/reference';
import { trainCell } from './run';
import { assertPrunes } from './tfjs/prune';

const sparsity: Sparsity = {
  amount: 0.75,
  scope: 'layer',
  structure: 'unstructured',
  schedule: { kind: 'constant', begin: 2, end: 5, frequency: 2 },
};

const recipe = (change: Partial<Recipe> = {}): Recipe =>
  recipeOf({
    topology: topologyOf('784-6-10'),
    precision: { weightBits: 8, activationBits: 4, inputBits: 1 },
    epochs: 3,
    batchSize: 40,
    seed: 3,
    sparsity,
    ...change,
  });

describe('a pruned run', () => {
  const data = syntheticDataset({ seed: 1, train: 80, validation: 10, test: 10 });

  it('ends with its zeros in the integer network, and resumes from its file to the same network', async () => {
    const checkpoints: Checkpoint[] = [];
    const cell = await trainCell(referenceEngine, recipe(), data, {
      onCheckpoint: (checkpoint) => void checkpoints.push(checkpoint),
    });
    const { topology, precision } = cell.recipe;
    const [hidden, last] = nonZeroWeights(unpackNetwork(topology, precision, cell.network));
    // A quarter of 784 x 6 and of 6 x 10 is kept; rounding to 8 bits may take a few of them to 0.
    expect([hidden.weights, last.weights]).toEqual([4704, 60]);
    expect(hidden.nonZero).toBeGreaterThan(1150);
    expect(hidden.nonZero).toBeLessThanOrEqual(1176);
    expect(last.nonZero).toBeLessThanOrEqual(15);
    for (const checkpoint of checkpoints) {
      const resume = checkpointFromFile(checkpointToFile(checkpoint));
      const resumed = await trainCell(referenceEngine, recipe(), data, { resume });
      expect(resumed.network).toEqual(cell.network);
    }
    expect(checkpoints).toHaveLength(2);
  });

  it('is dense before its first pick', async () => {
    const late = { ...sparsity, schedule: { ...sparsity.schedule, begin: 100, end: 200 } };
    const [pruned, dense] = await Promise.all(
      [late, undefined].map((change) =>
        trainCell(referenceEngine, recipe({ sparsity: change, epochs: 1 }), data),
      ),
    );
    expect(pruned.network).toEqual(dense.network);
  });
});

describe('a pruner', () => {
  it('is there where the recipe prunes', () => {
    expect(createPruner(recipe({ sparsity: undefined }))).toBeNull();
    const pruner = createPruner(recipe());
    expect([1, 2, 3, 4, 5, 6].map((step) => pruner?.phase(step))).toEqual([
      'dense',
      'pick',
      'hold',
      'pick',
      'pick',
      'hold',
    ]);
  });

  it('refuses weights of 1 bit', () => {
    const precision = { weightBits: 1, activationBits: 1, inputBits: 1 };
    expect(() => createPruner(recipe({ precision }))).toThrow(
      expect.objectContaining({ name: 'BipolarSparsity' }),
    );
  });

  it('sets the same places of both arrays to 0', () => {
    const pruner = createPruner(recipe({ topology: topologyOf('784-1-10') }));
    const weights = [Float32Array.from({ length: 784 }, (_, i) => i - 400), new Float32Array(10).fill(1)];
    const alike = [new Float32Array(784).fill(7), new Float32Array(10).fill(7)];
    pruner?.pick(weights, 2, alike);
    expect(weights.map((w) => w.filter((x) => x === 0).length)).toEqual([588, 8]);
    weights.forEach((w, i) => {
      expect([...alike[i]]).toEqual([...w].map((x) => (x === 0 ? 0 : 7)));
    });
  });

  it('is not to be had of tfjs on WebGPU, whose weights cannot be read within a step', () => {
    expect(() => assertPrunes('webgpu')).toThrow(expect.objectContaining({ name: 'PruningUnavailable' }));
    expect(() => assertPrunes('wasm')).not.toThrow();
  });
});
