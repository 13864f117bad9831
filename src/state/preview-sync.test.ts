// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PREVIEW_CELLS } from './preview';
import type { SharedAccuracies } from './preview-slice';
import { syncPreviews } from './preview-sync';
import { useStore } from './store';

const KEY = 'bitscape-previews';
const preview: SharedAccuracies = {
  key: 'k',
  accuracies: PREVIEW_CELLS.map((_, i) => (9000 + i) / 10_000),
  epochs: 10,
  engine: 'wasm-fma',
  revision: '0.1.0',
};
const state = () => useStore.getState();

let stop = () => {};
beforeEach(() => {
  localStorage.clear();
  useStore.setState({ previews: [], log: [] });
});
afterEach(() => stop());

it('gives them to the next visit, to the last digit', () => {
  stop = syncPreviews();
  state().keepPreview(preview);
  stop();
  useStore.setState({ previews: [] });
  stop = syncPreviews();
  expect(state().previews).toEqual([preview]);
});

it('follows another tab', () => {
  stop = syncPreviews();
  localStorage.setItem(KEY, JSON.stringify([preview]));
  window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
  expect(state().previews).toEqual([preview]);
});

it.each([
  [
    '63 accuracies',
    { accuracies: preview.accuracies.slice(1) },
    /\[0\]\.accuracies is .* a list of 64 accuracies/,
  ],
  ['an accuracy above 1', { accuracies: preview.accuracies.with(5, 1.5) }, /\[0\]\.accuracies\[5\] is 1\.5/],
  ['no epochs', { epochs: 0 }, /\[0\]\.epochs is 0/],
])('leaves out one with %s, and says so in the log', (_, patch, message) => {
  localStorage.setItem(
    KEY,
    JSON.stringify([
      { ...preview, ...patch },
      { ...preview, key: 'good' },
    ]),
  );
  stop = syncPreviews();
  expect(state().previews.map(({ key }) => key)).toEqual(['good']);
  expect(state().log.map(({ text }) => text)).toEqual([expect.stringMatching(message)]);
});
