// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { cellKey } from '../../core/precision';
import { finishedCell } from '../../engine/storage/testing';
import { NO_ATLAS } from '../../state/atlas-slice';
import type { TextFile } from '../../state/export';
import { designRecipe } from '../../state/recipes';
import { useStore } from '../../state/store';
import { finished, smallAtlas } from '../../state/testing';
import CodePanel from './CodePanel';

const mocks = vi.hoisted(() => ({ generateSelected: vi.fn<() => Promise<TextFile[]>>() }));
vi.mock('../../state/export', () => mocks);
vi.mock('./editor', () => ({
  createEditor: (host: HTMLElement) => ({
    show: (_: string, text: string) => {
      host.textContent = text;
    },
    dispose: () => {},
  }),
}));
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let host: HTMLElement;
let deliver: (files: TextFile[]) => void;

const edit = (patch: Parameters<ReturnType<typeof useStore.getState>['edit']>[0]) =>
  act(() => useStore.getState().edit(patch));
const arrive = (text: string) => act(async () => deliver([{ path: 'hls/top.cpp', text }]));

beforeEach(() => {
  mocks.generateSelected.mockReset().mockImplementation(
    () =>
      new Promise((resolve) => {
        deliver = resolve;
      }),
  );
  useStore.setState({ results: {}, atlas: NO_ATLAS });
  const { openDesign, updateResult } = useStore.getState();
  openDesign(DESIGN_DEFAULTS);
  for (const bits of [3, 4]) {
    const position = { weightBits: bits, activationBits: bits };
    const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, position));
    updateResult(cellKey(position), { ...finished(0.9), cell });
  }
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<CodePanel />));
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

it('names the cell, the device and the clock whose code it shows', async () => {
  await arrive('// W3 A3');
  expect(host.querySelector('h2')?.textContent).toBe('W3 A3 for xc7z020, 100 MHz');
  expect(host.textContent).toContain('// W3 A3');
});

it.each([
  ['device', { device: 'zu3eg' }],
  ['clock', { clockMhz: 200 }],
  ['frame rate', { targetFps: 50_000 }],
  ['estimator', { estimator: 'lfc-hls' }],
  ['cell', { selected: { weightBits: 4, activationBits: 4 } }],
])('writes the code anew for another %s, and shows none of the old meanwhile', async (_, patch) => {
  await arrive('// old');
  edit(patch);
  expect(host.textContent).toMatch(/^Writing the code of W\d A\d/);
  await arrive('// new');
  expect(host.textContent).toContain('// new');
  expect(mocks.generateSelected).toHaveBeenCalledTimes(2);
});

it('keeps the code when only the view changes', async () => {
  await arrive('// W3 A3');
  edit({ metric: 'lut', pins: [] });
  expect(host.textContent).toContain('// W3 A3');
  expect(mocks.generateSelected).toHaveBeenCalledTimes(1);
});

it('leaves out code that comes late, of a design that is no longer shown', async () => {
  const late = deliver;
  edit({ clockMhz: 200 });
  await act(async () => late([{ path: 'hls/top.cpp', text: '// 100 MHz' }]));
  expect(host.textContent).toBe('Writing the code of W3 A3 for xc7z020, 200 MHz…');
});

describe('of a cell that is not trained', () => {
  const selected = { weightBits: 1, activationBits: 1 };

  it('says so where there is no reference either', () => {
    edit({ selected });
    expect(host.textContent).toMatch(/^W1 A1 is not trained yet/);
  });

  it('shows the code of the reference network and names it, until the cell has its own', async () => {
    act(() => useStore.setState({ atlas: smallAtlas() }));
    edit({ selected });
    await arrive('// reference');
    expect(host.querySelector('nav')?.textContent).toContain('reference network, 2 epochs, 92.0 %');
    const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, selected));
    act(() => useStore.getState().updateResult(cellKey(selected), { ...finished(0.9), cell }));
    expect(host.textContent).toMatch(/^Writing the code of W1 A1/);
    await arrive('// own');
    expect(host.querySelector('nav')?.textContent).not.toContain('reference');
  });
});
