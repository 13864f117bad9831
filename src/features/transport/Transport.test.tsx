// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { cellKey } from '../../core/precision';
import { SHARED_EPOCHS } from '../../engine/shared/recipe';
import { PREVIEW_CELLS, previewKey } from '../../state/preview';
import { IDLE_SWEEP } from '../../state/session-slice';
import { type AppState, useStore } from '../../state/store';
import { finished } from '../../state/testing';
import { Transport } from './Transport';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
const mocks = vi.hoisted(() => ({
  startPreview: vi.fn(),
  cancelRun: vi.fn(),
  pauseRun: vi.fn(),
  warmUp: vi.fn(),
}));
vi.mock('../../state/preview-run', () => ({ startPreview: mocks.startPreview }));
vi.mock('../../state/training', () => ({ startTraining: vi.fn() }));
vi.mock('../../state/warm', () => ({ warmUp: mocks.warmUp }));
vi.mock('../../state/run', () => ({ ...mocks, resumeRun: vi.fn() }));

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  mocks.startPreview.mockReset();
  useStore.setState({ results: {}, previews: [], sweep: IDLE_SWEEP, engineLabel: null });
  useStore.getState().openDesign(DESIGN_DEFAULTS);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<Transport />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const buttons = () => [...host.querySelectorAll('button')].map((button) => button.textContent);
const press = (name: string) => {
  const button = [...host.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  act(() => button!.click());
};
const set = (patch: Partial<AppState>) => act(() => useStore.setState(patch));
const kept = (epochs: number) => ({
  key: previewKey(DESIGN_DEFAULTS, 'synthetic'),
  accuracies: PREVIEW_CELLS.map(() => 0.9),
  epochs,
  engine: 'fake',
  revision: 'test',
});

it('offers a preview beside training, then a longer one, then none', () => {
  expect(buttons()).toEqual(['Train 64 cells', 'Preview']);
  press('Preview');
  expect(mocks.startPreview).toHaveBeenLastCalledWith(SHARED_EPOCHS.quick);
  set({ previews: [kept(SHARED_EPOCHS.quick)], results: { w4a4: finished(0.97) } });
  expect(buttons()).toEqual(['Train 63 cells', 'Preview again, 3× longer']);
  press('Preview again, 3× longer');
  expect(mocks.startPreview).toHaveBeenLastCalledWith(SHARED_EPOCHS.thorough);
  set({ previews: [kept(SHARED_EPOCHS.thorough)] });
  expect(buttons()).toEqual(['Train 63 cells']);
});

it('offers the level alone where the shared weights are known, and says so', () => {
  set({ previews: [kept(SHARED_EPOCHS.thorough)] });
  expect(host.textContent).toContain('it lacks its level, a cell trained for 5 epochs');
  press('Preview');
  expect(mocks.startPreview).toHaveBeenLastCalledWith(SHARED_EPOCHS.thorough);
});

it('offers nothing to preview where all is trained', () => {
  set({ results: Object.fromEntries(PREVIEW_CELLS.map((cell) => [cellKey(cell), finished(0.9)])) });
  expect(buttons()).toEqual(['All trained']);
});

it('says from what Train starts', () => {
  expect(host.textContent).toContain('Train trains each cell on its own, from random weights.');
  act(() => useStore.getState().edit({ start: 'shared' }));
  expect(host.textContent).toContain('from the shared weights.');
});

it('shows how far a preview is, with its engine, and can be paused and cancelled', () => {
  const shared = { share: 0.25, imagesPerSecond: 9000, secondsLeft: { low: 3, high: 3 }, engine: 'WASM FMA' };
  set({ sweep: { ...IDLE_SWEEP, state: 'running', goal: 'preview', shared, cells: 1, workers: 2 } });
  expect(buttons()).toEqual(['Pause', 'Cancel']);
  for (const text of ['preview: shared weights 25 %', '9,000 images/s', '3 s left', '2 workers · WASM FMA'])
    expect(host.textContent).toContain(text);
  expect(host.querySelector('progress')).toMatchObject({ value: 0.25, max: 1 });
  press('Pause');
  press('Cancel');
  expect([mocks.pauseRun.mock.calls.length, mocks.cancelRun.mock.calls.length]).toEqual([1, 1]);
});

it.each([
  ['the pointer', () => new Event('pointerover', { bubbles: true })],
  ['focus', () => new Event('focusin', { bubbles: true })],
])('has the workers wait once %s is on Train or Preview', (_, arrival) => {
  mocks.warmUp.mockReset();
  const [train, preview] = host.querySelectorAll('button');
  act(() => void train.dispatchEvent(arrival()));
  expect(mocks.warmUp).toHaveBeenCalledTimes(1);
  act(() => void preview.dispatchEvent(arrival()));
  expect(mocks.warmUp).toHaveBeenCalledTimes(2);
});
