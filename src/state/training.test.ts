// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Dataset } from '../core/datasets/dataset';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { foldNetwork } from '../core/network/fold';
import { packNetwork } from '../core/network/pack';
import { randomImages, randomParameters } from '../core/network/testing';
import type { TrainedCell } from '../engine/checkpoint';
import type { Recipe } from '../engine/recipe';
import type { CellTrainer } from '../engine/sweep/cell-trainer';
import { useStore } from './store';
import { cancelTraining, startTraining } from './training';

/** Workers under the test's control: how data arrives, and when an engine opens. */
const worker = vi.hoisted(() => ({
  data: undefined as unknown as () => Promise<unknown>,
  files: undefined as unknown as () => Promise<unknown>,
  open: undefined as unknown as () => Promise<CellTrainer>,
}));

vi.mock('../../workers/data-client', () => ({
  createDataClient: () => ({
    synthetic: () => worker.data(),
    mnist: () => worker.data(),
    files: () => worker.files(),
  }),
}));
vi.mock('../../workers/train-client', () => ({ trainerOpener: () => () => worker.open() }));

const recipeCell = (recipe: Recipe, dataset: string): TrainedCell => ({
  version: 1,
  revision: 'test',
  recipe,
  dataset,
  history: [{ validation: 0.9, test: 0.9, loss: 1 }],
  network: packNetwork(foldNetwork(recipe.topology, recipe.precision, randomParameters(recipe.topology, 1))),
  seconds: 1,
  engine: 'fake',
});

const trainer = (dataset: string): CellTrainer => ({
  engine: { id: 'fake', label: 'Fake' },
  train: async (recipe) => recipeCell(recipe, dataset),
  pause: () => {},
  resume: () => {},
  terminate: () => {},
});

const { topology } = {
  topology: {
    name: 't',
    input: { height: 28, width: 28, channels: 1 },
    layers: [],
    activation: 'relu' as const,
  },
};
const images = randomImages(topology, 4, 1);
const dataset = (id: string): Dataset => ({ id, name: id, train: images, validation: images, test: images });
const state = () => useStore.getState();
const statuses = () => Object.fromEntries(Object.entries(state().results).map(([key, r]) => [key, r.status]));
let seed = 1000;

beforeEach(() => {
  // A seed of its own: what an earlier test trained stays in the page's store.
  seed += 1;
  state().openDesign({
    ...DESIGN_DEFAULTS,
    network: '784-2-10',
    seed,
    epochs: 1,
    weights: [1, 2],
    activations: [1],
  });
  worker.data = async () => dataset('synthetic');
  worker.open = async () => trainer('synthetic');
});

describe('training', () => {
  it('fills the sub-grid and ends idle', async () => {
    await startTraining();
    await vi.waitFor(() => expect(state().sweep.state).toBe('idle'));
    expect(statuses()).toEqual({ w1a1: 'done', w2a1: 'done' });
  });

  it('shows finished cells again when it was cancelled while an engine opened, and then started anew', async () => {
    await startTraining();
    await vi.waitFor(() => expect(state().sweep.state).toBe('idle'));
    state().edit({ weights: [1, 2, 3] });
    let opened: (t: CellTrainer) => void = () => {};
    worker.open = () => new Promise((resolve) => (opened = resolve));
    await startTraining();
    const cancelled = cancelTraining();
    expect(state().sweep.state).toBe('stopping');
    await startTraining();
    opened(trainer('synthetic'));
    await cancelled;
    expect(state().sweep.state).toBe('idle');
    worker.open = async () => trainer('synthetic');
    await startTraining();
    await vi.waitFor(() => expect(state().sweep.state).toBe('idle'));
    expect(statuses()).toEqual({ w1a1: 'done', w2a1: 'done', w3a1: 'done' });
  });

  it('goes back to idle when the data cannot be had, and says why beside the data', async () => {
    state().edit({ data: 'mnist' });
    worker.data = async () => {
      throw new Error('no mirror answers');
    };
    await startTraining();
    expect([state().sweep.state, state().data.state, state().data.text]).toEqual([
      'idle',
      'failed',
      'no mirror answers',
    ]);
  });

  it('forgets a start that was cancelled while the data came', async () => {
    let arrive: (d: Dataset) => void = () => {};
    state().edit({ data: 'mnist' });
    worker.data = () => new Promise((resolve) => (arrive = resolve));
    const started = startTraining();
    await cancelTraining();
    arrive(dataset('mnist'));
    await started;
    expect([state().sweep.state, state().data.state, Object.keys(state().results)]).toEqual([
      'idle',
      'idle',
      [],
    ]);
  });
});
