// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { cellKey } from '../../core/precision';
import { finishedCell } from '../../engine/storage/testing';
import { NO_ATLAS } from '../../state/atlas-slice';
import { designRecipe } from '../../state/recipes';
import { useStore } from '../../state/store';
import { finished, smallAtlas } from '../../state/testing';
import { ExportButton } from './ExportButton';

const mocks = vi.hoisted(() => ({ exportSelected: vi.fn(), stopExport: vi.fn() }));
vi.mock('../../state/export', () => mocks);
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let host: HTMLElement;
const button = () => host.querySelector('button')!;
const press = () => act(() => button().click());
const described = () => {
  const id = button().getAttribute('aria-describedby');
  return id === null ? null : document.getElementById(id)?.textContent;
};

beforeEach(() => {
  mocks.exportSelected.mockReset();
  useStore.setState({ notices: [], results: {}, exporting: null, atlas: NO_ATLAS });
  useStore.getState().openDesign(DESIGN_DEFAULTS);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<ExportButton />));
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

it('says in words beside it why there is nothing to export, and again when pressed', () => {
  expect(button().getAttribute('aria-disabled')).toBe('true');
  expect(described()).toBe('Train W3 A3 to export it');
  press();
  expect(useStore.getState().notices.map(({ text }) => text)).toEqual(['Train W3 A3 to export it.']);
  expect(mocks.exportSelected).not.toHaveBeenCalled();
});

it('exports the CNN as it does any network', () => {
  act(() => useStore.getState().edit({ network: 'cnn' }));
  expect(described()).toBe('Train W3 A3 to export it');
  const { design } = useStore.getState();
  const cell = finishedCell(designRecipe(design, design.selected, 1000));
  act(() => useStore.getState().updateResult(cellKey(design.selected), { ...finished(0.9), cell }));
  expect([button().getAttribute('aria-disabled'), described()]).toEqual(['false', null]);
  press();
  expect(mocks.exportSelected).toHaveBeenCalledTimes(1);
});

it('names the network of the reference that it exports while the cell is not trained', () => {
  const selected = { weightBits: 1, activationBits: 1 };
  act(() => {
    useStore.setState({ atlas: smallAtlas() });
    useStore.getState().select(selected);
  });
  // Seed 1 of the example, whose network it is, ends at 92 %; the mean that the grid shows is 92.5 %.
  expect(described()).toBe('reference network, 2 epochs, 92.0 %');
  expect(button().title).toContain('reference network, 2 epochs, 92.0 %');
  press();
  expect(mocks.exportSelected).toHaveBeenCalledTimes(1);
  const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, selected, 1000));
  act(() => useStore.getState().updateResult(cellKey(selected), { ...finished(0.9), cell }));
  expect(described()).toBeNull();
});

it('exports a trained cell once at a time', () => {
  const { selected } = DESIGN_DEFAULTS;
  const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, selected, 1000));
  act(() => useStore.getState().updateResult(cellKey(selected), { ...finished(0.9), cell }));
  expect([button().getAttribute('aria-disabled'), described()]).toEqual(['false', null]);
  press();
  act(() => useStore.getState().updateSession({ exporting: { doing: 'writing', done: 0, all: null } }));
  press();
  expect(mocks.exportSelected).toHaveBeenCalledTimes(1);
});

it('says how far an export is that takes over a second, and stops it', () => {
  vi.useFakeTimers();
  const { selected } = DESIGN_DEFAULTS;
  const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, selected, 1000));
  act(() => useStore.getState().updateResult(cellKey(selected), { ...finished(0.9), cell }));
  act(() => useStore.getState().updateSession({ exporting: { doing: 'hashing', done: 12, all: 68 } }));
  expect([described(), host.querySelectorAll('button').length]).toEqual([null, 1]);
  act(() => vi.advanceTimersByTime(1000));
  expect(described()).toBe('12 of 68 files hashed');
  act(() => [...host.querySelectorAll('button')].find(({ textContent }) => textContent === 'Stop')?.click());
  expect(mocks.stopExport).toHaveBeenCalledTimes(1);
  act(() => useStore.getState().updateSession({ exporting: null }));
  expect([described(), host.querySelectorAll('button').length]).toEqual([null, 1]);
  vi.useRealTimers();
});
