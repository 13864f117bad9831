// @vitest-environment happy-dom
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { IDLE_SWEEP } from './session-slice';
import { useStore } from './store';
import { smallData } from './testing';
import { syncWarmth, warmUp } from './warm';

const mocks = vi.hoisted(() => ({ warm: vi.fn() }));
vi.mock('../../workers/train-workers', () => ({ trainWorkers: { warm: mocks.warm, take: vi.fn() } }));

const state = () => useStore.getState();
const own = smallData('own');
const ready = { id: 'own', state: 'ready', text: '', progress: 1 } as const;
const stop = syncWarmth();
afterAll(stop);

beforeEach(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
  state().openDesign(DESIGN_DEFAULTS);
  state().updateSession({ sweep: IDLE_SWEEP, data: { ...ready, state: 'idle' } });
  state().setOwnData(own);
  mocks.warm.mockReset();
});

it('has a worker per core wait, with the images that are there, as many as a preview takes', () => {
  warmUp();
  vi.stubGlobal('navigator', { hardwareConcurrency: 16 });
  warmUp();
  expect(mocks.warm.mock.calls).toEqual([
    ['auto', own, 2],
    ['auto', own, 5],
  ]);
});

it('waits for the images: nothing is fetched or drawn for it', () => {
  state().setOwnData(null);
  warmUp();
  expect(mocks.warm).not.toHaveBeenCalled();
});

it('leaves a run alone', () => {
  state().updateSession({ sweep: { ...IDLE_SWEEP, state: 'paused' } });
  warmUp();
  expect(mocks.warm).not.toHaveBeenCalled();
});

it('is done when images have come', () => {
  state().updateSession({ data: { ...ready, state: 'loading' } });
  expect(mocks.warm).not.toHaveBeenCalled();
  state().updateSession({ data: ready });
  state().note('Something else changes.');
  expect(mocks.warm).toHaveBeenCalledTimes(1);
});
