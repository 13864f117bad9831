// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { topologyOf } from '../core/network/presets';
import { type Recipe, recipeOf } from '../engine/recipe';
import type { Run } from './run';
import { useStore } from './store';
import { sweepListener } from './sweep-listener';
import { fakeTrainer } from './testing';

const recipe: Recipe = recipeOf({
  topology: topologyOf('784-2-10'),
  precision: { weightBits: 4, activationBits: 4, inputBits: 1 },
  epochs: 3,
  seed: 1,
});
const epoch = { validation: 0.9, test: 0.8, loss: 1 };
const result = () => useStore.getState().results.w4a4;

let waiting = new Map<string, () => void>();
const run = {
  ended: false,
  soon: (name: string, draw: () => void) => waiting.set(name, draw),
} as unknown as Run;
const beat = () => {
  for (const draw of waiting.values()) draw();
  waiting.clear();
};

beforeEach(() => {
  waiting = new Map();
  useStore.setState({ results: {} });
});

it("draws a cell's epochs and progress together, with the run's beat", () => {
  const tell = sweepListener(run, new Map([['k', recipe]]), () => {});
  tell({ type: 'cell-started', key: 'k', recipe });
  const at = { epoch: 2, epochs: 3, steps: 10, imagesPerSecond: 100, loss: 1, phase: 'training' } as const;
  tell({ type: 'cell-epoch', key: 'k', history: [epoch] });
  tell({ type: 'cell-progress', key: 'k', progress: { ...at, step: 5 } });
  expect(result()).toMatchObject({ status: 'training', progress: 0, history: [] });
  beat();
  expect(result()?.history).toEqual([epoch]);
  expect(result()?.progress).toBeGreaterThan(1 / 3);
});

it('draws nothing older over a cell that has ended', async () => {
  const tell = sweepListener(run, new Map([['k', recipe]]), () => {});
  tell({ type: 'cell-started', key: 'k', recipe });
  tell({ type: 'cell-epoch', key: 'k', history: [epoch] });
  const cell = await fakeTrainer('synthetic').train(recipe, undefined, {
    onProgress() {},
    onCheckpoint() {},
  });
  const history = [epoch, epoch, epoch];
  tell({ type: 'cell-finished', key: 'k', cell: { ...cell, history }, fromStore: false });
  beat();
  expect(result()).toMatchObject({ status: 'done', progress: 1, history });
});
