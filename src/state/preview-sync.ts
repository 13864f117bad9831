import type { JsonReader } from '../core/design/json-reader';
import { DESIGN_LIMITS } from '../core/design/limits';
import { syncKeptList } from './kept-list';
import { PREVIEW_CELLS } from './preview';
import type { SharedAccuracies } from './preview-slice';
import { useStore } from './store';

/** Keeps what previews are made from and what this browser stores equal, over all its tabs. Returns a function that stops. */
export const syncPreviews = (): (() => void) =>
  syncKeptList({
    key: 'bitscape-previews',
    noun: 'preview',
    errorName: 'BadPreview',
    item: previewFromJson,
    get: (state) => state.previews,
    set: (previews) => useStore.getState().setPreviews(previews),
  });

function previewFromJson(reader: JsonReader): SharedAccuracies {
  const accuracies = reader.at('accuracies');
  const list = accuracies.list();
  if (list.length !== PREVIEW_CELLS.length) accuracies.fail(`a list of ${PREVIEW_CELLS.length} accuracies`);
  return {
    key: reader.at('key').text(),
    accuracies: list.map((accuracy) => accuracy.number(0, 1)),
    epochs: reader.at('epochs').integer(...DESIGN_LIMITS.epochs),
    engine: reader.at('engine').text(),
    revision: reader.at('revision').text(),
  };
}
