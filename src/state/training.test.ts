// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SharedTraining } from '../../workers/shared-client';
import type { TrainerOptions } from '../../workers/train-client';
import type { Dataset } from '../core/datasets/dataset';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { SHARED_EPOCHS } from '../engine/shared/recipe';
import type { CellTrainer } from '../engine/sweep/cell-trainer';
import { cancelRun } from './run';
import { useStore } from './store';
import { fakeTrainer, smallData } from './testing';
import { startTraining } from './training';

/** Workers under the test's control: how data arrives, when an engine opens, what shared weights come to. */
const worker = vi.hoisted(() => ({
  data: undefined as unknown as () => Promise<unknown>,
  open: undefined as unknown as (options: TrainerOptions) => Promise<CellTrainer>,
  shared: undefined as unknown as (...args: unknown[]) => SharedTraining,
}));

vi.mock('../../workers/data-client', () => ({
  createDataClient: () => ({ synthetic: () => worker.data(), mnist: () => worker.data() }),
}));
vi.mock('../../workers/train-client', () => ({
  trainerOpener: (options: TrainerOptions) => () => worker.open(options),
}));
vi.mock('../../workers/shared-client', () => ({
  startSharedTraining: (...args: unknown[]) => worker.shared(...args),
}));

const state = () => useStore.getState();
const statuses = () => Object.fromEntries(Object.entries(state().results).map(([key, r]) => [key, r.status]));
let seed = 1000;

beforeEach(() => {
  // A seed of its own: what an earlier test trained stays in the page's store.
  seed += 1;
  useStore.setState({ notices: [], previews: [], results: {} });
  state().openDesign({
    ...DESIGN_DEFAULTS,
    network: '784-2-10',
    seed,
    epochs: 1,
    weights: [1, 2],
    activations: [1],
  });
  worker.data = async () => smallData('synthetic');
  worker.open = async () => fakeTrainer('synthetic');
});

describe('training', () => {
  it('fills the sub-grid and ends idle', async () => {
    await startTraining();
    expect(state().sweep.state).toBe('idle');
    expect(statuses()).toEqual({ w1a1: 'done', w2a1: 'done' });
  });

  it('shows finished cells again when it was cancelled while an engine opened, and then started anew', async () => {
    await startTraining();
    state().edit({ weights: [1, 2, 3] });
    let opened: (t: CellTrainer) => void = () => {};
    const opening = vi.fn(() => new Promise<CellTrainer>((resolve) => (opened = resolve)));
    worker.open = opening;
    void startTraining();
    await expect.poll(() => opening).toHaveBeenCalled();
    const cancelled = cancelRun();
    expect(state().sweep.state).toBe('stopping');
    await startTraining();
    opened(fakeTrainer('synthetic'));
    await cancelled;
    expect(state().sweep.state).toBe('idle');
    worker.open = async () => fakeTrainer('synthetic');
    await startTraining();
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
    await cancelRun();
    arrive(smallData('mnist'));
    await started;
    expect([state().sweep.state, state().data.state, Object.keys(state().results)]).toEqual([
      'idle',
      'idle',
      [],
    ]);
  });
});

describe('training from shared weights', () => {
  const weights = { weights: [Float32Array.of(1)], affine: new Map() };
  const finished = (): SharedTraining => ({
    result: Promise.resolve({
      accuracies: Array<number>(64).fill(0.8),
      state: weights,
      seconds: 1,
      engine: 'fake',
      revision: 'test',
    }),
    pause() {},
    resume() {},
    stop() {},
  });
  const opened = () => vi.fn(async (_: TrainerOptions) => fakeTrainer('synthetic'));

  beforeEach(() => state().edit({ start: 'shared' }));

  it('trains them first, gives them to the cells, and keeps what they come to for the preview', async () => {
    const shared = vi.fn(finished);
    worker.shared = shared;
    const open = opened();
    worker.open = open;
    await startTraining();
    expect(shared).toHaveBeenCalledTimes(1);
    expect(open.mock.calls[0][0].shared).toBe(weights);
    expect(statuses()).toEqual({ w1a1: 'done', w2a1: 'done' });
    expect(state().previews.map(({ epochs, accuracies }) => [epochs, accuracies.length])).toEqual([
      [SHARED_EPOCHS.quick, 64],
    ]);
  });

  it('takes those that the page holds', async () => {
    const shared = vi.fn(finished);
    worker.shared = shared;
    await startTraining();
    state().edit({ epochs: 2 });
    await startTraining();
    expect(shared).toHaveBeenCalledTimes(1);
    state().edit({ loss: 'squared-hinge' });
    await startTraining();
    expect(shared).toHaveBeenCalledTimes(2);
  });

  it('is another training than from random weights: no result passes for one of the other', async () => {
    worker.shared = finished;
    await startTraining();
    state().edit({ start: 'scratch' });
    const open = opened();
    worker.open = open;
    await startTraining();
    expect(open.mock.calls[0][0].shared).toBeUndefined();
  });

  it('says why it stops where they cannot be trained, and is idle again', async () => {
    worker.shared = () => ({
      ...finished(),
      result: Promise.reject(new Error('WebAssembly does not work here')),
    });
    await startTraining();
    expect([state().sweep.state, state().livePreview, statuses()]).toEqual(['idle', null, {}]);
    expect(state().notices.map(({ text }) => text)).toEqual([
      'Training stopped: WebAssembly does not work here',
    ]);
  });
});
