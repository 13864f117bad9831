// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SharedHooks } from '../../workers/protocol';
import type { SharedTraining } from '../../workers/shared-client';
import type { TrainerOptions } from '../../workers/train-client';
import type { Dataset } from '../core/datasets/dataset';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { BitscapeError } from '../core/errors';
import type { SharedRecipe } from '../engine/shared/recipe';
import { SHARED_EPOCHS } from '../engine/shared/recipe';
import type { SharedRun } from '../engine/shared/run';
import type { CellTrainer } from '../engine/sweep/cell-trainer';
import { previewKey } from './preview';
import { startPreview } from './preview-run';
import { cancelRun, pauseRun, resumeRun } from './run';
import { useStore } from './store';
import { fakeTrainer, smallData } from './testing';

/** A shared-weight training that the test ends. */
interface FakeShared extends SharedTraining {
  recipe: SharedRecipe;
  hooks: SharedHooks;
  finish(accuracy?: number): void;
  fail(error: Error): void;
  calls: string[];
}

const worker = vi.hoisted(() => ({
  open: undefined as unknown as (options: TrainerOptions) => Promise<CellTrainer>,
  data: undefined as unknown as () => Promise<unknown>,
  shared: [] as FakeShared[],
}));

vi.mock('../../workers/data-client', () => ({
  createDataClient: () => ({ synthetic: () => worker.data(), mnist: () => worker.data() }),
}));
vi.mock('../../workers/train-client', () => ({
  trainerOpener: (options: TrainerOptions) => () => worker.open(options),
}));
vi.mock('../../workers/shared-client', () => ({
  startSharedTraining(_: string, __: Dataset, recipe: SharedRecipe, hooks: SharedHooks) {
    let [resolve, reject]: [(run: SharedRun) => void, (error: Error) => void] = [() => {}, () => {}];
    const result = new Promise<SharedRun>((...ends) => ([resolve, reject] = ends));
    const calls: string[] = [];
    const shared: FakeShared = {
      recipe,
      hooks,
      calls,
      result,
      pause: () => calls.push('pause'),
      resume: () => calls.push('resume'),
      stop() {
        calls.push('stop');
        reject(new Error('The train worker was terminated'));
      },
      finish: (accuracy = 0.8) =>
        resolve({
          accuracies: Array<number>(64).fill(accuracy),
          state: { weights: [], affine: new Map() },
          seconds: 1,
          engine: 'fake',
          revision: 'test',
        }),
      fail: (error) => reject(error),
    };
    worker.shared.push(shared);
    return shared;
  },
}));

const state = () => useStore.getState();
const trained = () =>
  Object.entries(state().results).flatMap(([key, { status }]) => (status === 'done' ? [key] : []));
const texts = () => state().notices.map(({ text }) => text);
const kept = () => state().previews.map(({ epochs, accuracies }) => [epochs, accuracies[0]]);
const cores = (count: number) => vi.stubGlobal('navigator', { hardwareConcurrency: count });
/** The shared-weight training that has begun, once it has. */
const begun = (nth = 0) =>
  vi.waitFor(() => worker.shared[nth] ?? Promise.reject(new Error('not yet')), 30_000);
let seed = 5000;

beforeEach(() => {
  seed += 1;
  worker.shared = [];
  worker.data = async () => smallData('synthetic');
  worker.open = async () => fakeTrainer('synthetic');
  cores(2);
  useStore.setState({ notices: [], previews: [], results: {} });
  state().openDesign({ ...DESIGN_DEFAULTS, network: '784-2-10', seed, epochs: 1 });
});

/** Runs a preview to its end. */
async function previewed(epochs?: number): Promise<void> {
  const nth = worker.shared.length;
  const run = startPreview(epochs);
  (await begun(nth)).finish();
  await run;
}

describe('a preview', () => {
  it('trains shared weights and, beside them on two cores, one cell for the level', async () => {
    const run = startPreview();
    const shared = await begun();
    expect([shared.recipe.cells.length, shared.recipe.epochs, shared.recipe.seed]).toEqual([
      64,
      SHARED_EPOCHS.quick,
      seed,
    ]);
    await expect.poll(() => trained()).toEqual(['w4a4']);
    expect(state().sweep).toMatchObject({ state: 'running', goal: 'preview', cells: 1, workers: 2 });
    shared.finish();
    await run;
    expect([state().sweep.state, state().livePreview, kept()]).toEqual([
      'idle',
      null,
      [[SHARED_EPOCHS.quick, 0.8]],
    ]);
  });

  it.each([
    [4, ['w2a2', 'w4a4', 'w8a8']],
    [16, ['w1a1', 'w2a2', 'w4a4', 'w8a8']],
  ])('with %i cores trains more cells', async (count, cells) => {
    cores(count);
    await previewed();
    expect(trained().sort()).toEqual(cells);
  });

  it.each([
    ['on one core', () => cores(1)],
    ['of cells that start from the shared weights', () => state().edit({ start: 'shared' })],
  ])('%s trains the cell after the shared weights', async (_, prepare) => {
    prepare();
    const open = vi.fn(async (_: TrainerOptions) => fakeTrainer('synthetic'));
    worker.open = open;
    const run = startPreview();
    const shared = await begun();
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(open).not.toHaveBeenCalled();
    shared.finish();
    await run;
    expect([trained(), worker.shared.length]).toEqual([['w4a4'], 1]);
    expect(open.mock.calls[0][0].shared !== undefined).toBe(state().design.start === 'shared');
  });

  it('takes the cells that are trained already for its level', async () => {
    await previewed();
    const open = vi.fn(worker.open);
    worker.open = open;
    await previewed(SHARED_EPOCHS.thorough);
    expect([trained(), open.mock.calls.length, kept()]).toEqual([
      ['w4a4'],
      0,
      [[SHARED_EPOCHS.thorough, 0.8]],
    ]);
  });

  it('trains only the cell where the shared weights are known', async () => {
    await previewed();
    useStore.setState({ results: {} });
    state().edit({ epochs: 2 });
    await startPreview();
    expect([worker.shared.length, trained()]).toEqual([1, ['w4a4']]);
  });

  it('shows rough scores and progress on the way', async () => {
    const run = startPreview();
    const { hooks, finish } = await begun();
    const at = { phase: 'training', epochs: 10, steps: 100, imagesPerSecond: 50, loss: 1 } as const;
    hooks.onEngine({ id: 'fake', label: 'Fake' });
    hooks.onProgress({ ...at, epoch: 6, step: 0 });
    const progress = { engine: 'Fake', imagesPerSecond: 50, share: 0.4 };
    await expect.poll(() => state().sweep.shared).toMatchObject(progress);
    const scores = Array<number>(64).fill(0.5);
    hooks.onScores(scores);
    const live = { key: previewKey(state().design, 'synthetic'), epochs: SHARED_EPOCHS.quick, scores };
    await expect.poll(() => state().livePreview).toEqual(live);
    finish();
    await run;
  });

  it('pauses and resumes', async () => {
    const run = startPreview();
    const { calls, finish } = await begun();
    pauseRun();
    expect(state().sweep.state).toBe('paused');
    resumeRun();
    expect([state().sweep.state, calls]).toEqual(['running', ['pause', 'resume']]);
    finish();
    await run;
  });

  it('that was paused before it began waits', async () => {
    const run = startPreview();
    pauseRun();
    const { calls, finish } = await begun();
    expect(calls).toEqual(['pause']);
    resumeRun();
    finish();
    await run;
  });

  it('that is cancelled leaves nothing of itself but the cells, and later words of its worker are not heard', async () => {
    const run = startPreview();
    const { hooks, calls } = await begun();
    hooks.onScores(Array<number>(64).fill(0.5));
    await cancelRun();
    await run;
    hooks.onScores(Array<number>(64).fill(0.6));
    hooks.onEngine({ id: 'late', label: 'Late' });
    expect([calls, kept(), state().livePreview, texts()]).toEqual([['stop'], [], null, []]);
    expect([state().sweep.state, state().sweep.shared]).toEqual(['idle', null]);
  });

  it('that fails says why, stops the cell, and lets training go on', async () => {
    let die = (_: Error) => {};
    worker.open = async () => ({
      ...fakeTrainer('synthetic'),
      train: () => new Promise((_, reject) => (die = reject)),
      terminate: () => die(new BitscapeError('WorkerLost', 'terminated')),
    });
    const run = startPreview();
    const { fail } = await begun();
    await expect.poll(() => state().results.w4a4?.status).toBe('training');
    fail(new Error('shared weights are trained by the WebAssembly engine, which does not work here'));
    await run;
    expect(texts()).toEqual([expect.stringMatching(/^The preview stopped: shared weights .* WebAssembly/)]);
    expect([state().sweep.state, state().livePreview, trained()]).toEqual(['idle', null, []]);
  });

  it('without a cell for its level is not shown, and says so', async () => {
    worker.open = async () => ({
      ...fakeTrainer('synthetic'),
      train: async () => {
        throw new Error('training diverged');
      },
    });
    await previewed();
    expect(texts()).toContain('The preview has no level, so it is not shown: W4 A4 could not be trained.');
  });

  it('ends where the data cannot be had', async () => {
    state().edit({ data: 'mnist' });
    worker.data = async () => {
      throw new Error('no mirror answers');
    };
    await startPreview();
    expect([state().sweep.state, state().data.text, worker.shared]).toEqual([
      'idle',
      'no mirror answers',
      [],
    ]);
  });
});
