// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExportHooks } from '../../../workers/export-client';
import type { ExportFiles } from '../../../workers/protocol';
import type { GeneratedFile } from '../../core/codegen/export-request';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { type CellPosition, cellKey } from '../../core/precision';
import { finishedCell } from '../../engine/storage/testing';
import { NO_ATLAS } from '../../state/atlas-slice';
import { designRecipe } from '../../state/recipes';
import { useStore } from '../../state/store';
import { finished, smallAtlas } from '../../state/testing';
import CodePanel from './CodePanel';
import type { LayerEvents, ShownText } from './editor-links';

const mocks = vi.hoisted(() => ({
  generateCell: vi.fn<(cell: unknown, hooks: unknown) => Promise<unknown>>(),
  events: null as unknown,
}));
/** An editor that shows its text, or both with the sign of a difference between them. */
const fakes = vi.hoisted(() => ({
  editor: (host: HTMLElement, events: LayerEvents) => {
    mocks.events = events;
    return {
      show: ({ text, other }: ShownText) => {
        host.textContent = other === undefined ? text : `${other} ≠ ${text}`;
      },
      mark: (layer: number | null) => {
        host.dataset.marked = String(layer);
      },
      dispose: () => {},
    };
  },
}));
vi.mock('../../state/export', () => mocks);
vi.mock('./editor', () => ({ createEditor: fakes.editor }));
vi.mock('./diff-editor', () => ({ createDiffEditor: fakes.editor }));
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

/** A project that is being written. */
interface Order {
  cell: CellPosition;
  hooks: ExportHooks;
  deliver(files: ExportFiles): void;
  fail(error: Error): void;
}

let root: Root;
let host: HTMLElement;
let orders: Order[];

const edit = (patch: Parameters<ReturnType<typeof useStore.getState>['edit']>[0]) =>
  act(() => useStore.getState().edit(patch));
const exportOf = (files: Record<string, GeneratedFile['content']>): ExportFiles => ({
  files: Object.entries(files).map(([path, content]) => ({ path, content })),
  vectors: { vectors: 100, equal: 100, firstDifferent: null },
});
/** The latest project that was asked for arrives. */
const arrive = (files: string | Record<string, GeneratedFile['content']>) =>
  act(async () =>
    orders.at(-1)!.deliver(exportOf(typeof files === 'string' ? { 'hls/bitscape_top.cpp': files } : files)),
  );
const text = () => host.textContent;
const heading = () => host.querySelector('h3')?.textContent;
const item = (path: string) => host.querySelector<HTMLElement>(`[role=treeitem][data-path="${path}"]`);
const items = () =>
  [...host.querySelectorAll<HTMLElement>('[role=treeitem]')].map(({ dataset }) => dataset.path);
const click = (element: Element | null | undefined) => act(async () => (element as HTMLElement).click());
const press = (key: string) =>
  act(() => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  });
const at = (bits: number): CellPosition => ({ weightBits: bits, activationBits: bits });
const compareWith = (key: string) =>
  act(async () => {
    const menu = host.querySelector('select')!;
    menu.value = key;
    menu.dispatchEvent(new Event('change', { bubbles: true }));
  });

beforeEach(() => {
  orders = [];
  mocks.generateCell.mockReset().mockImplementation(
    (cell, hooks) =>
      new Promise((resolve, reject) => {
        const order: Order = {
          cell: cell as CellPosition,
          hooks: hooks as ExportHooks,
          deliver: resolve,
          fail: reject,
        };
        order.hooks.signal?.addEventListener('abort', () => reject(new Error('cancelled')));
        orders.push(order);
      }),
  );
  const session = { codePath: '', codeAgainst: null, layer: null, hoveredLayer: null };
  useStore.setState({ results: {}, atlas: NO_ATLAS, ...session });
  const { openDesign, updateResult } = useStore.getState();
  openDesign({ ...DESIGN_DEFAULTS, pins: [] });
  for (const bits of [3, 4]) {
    const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, at(bits), 1000));
    const floatCheck = { images: 5000, mismatches: 0, first: [] };
    updateResult(cellKey(at(bits)), { ...finished(0.9), cell: { ...cell, floatCheck } });
  }
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<CodePanel />));
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.useRealTimers();
});

it('names the cell, the device and the clock whose code it shows, and the open file', async () => {
  await arrive('// W3 A3');
  expect(host.querySelector('h2')?.textContent).toBe('W3 A3 for xc7z020, 100 MHz');
  expect(heading()).toBe('hls/bitscape_top.cpp');
  expect(text()).toContain('// W3 A3');
});

it.each([
  ['device', { device: 'zu3eg' }],
  ['clock', { clockMhz: 200 }],
  ['frame rate', { targetFps: 50_000 }],
  ['estimator', { estimator: 'lfc-hls' }],
  ['cell', { selected: at(4) }],
])('writes the code anew for another %s, and shows none of the old meanwhile', async (_, patch) => {
  await arrive('// old');
  edit(patch);
  expect(text()).toMatch(/^Writing the code of W\d A\d/);
  await arrive('// new');
  expect(text()).toContain('// new');
  expect(orders).toHaveLength(2);
});

it('keeps the code when only the view changes', async () => {
  await arrive('// W3 A3');
  edit({ metric: 'lut', pins: [] });
  expect(text()).toContain('// W3 A3');
  expect(orders).toHaveLength(1);
});

it('leaves out code that comes late, of a design that is no longer shown, and ends its worker', async () => {
  const [late] = orders;
  edit({ clockMhz: 200 });
  expect(late.hooks.signal?.aborted).toBe(true);
  await act(async () => late.deliver(exportOf({ 'hls/bitscape_top.cpp': '// 100 MHz' })));
  expect(text()).toBe('Writing the code of W3 A3 for xc7z020, 200 MHz…');
});

describe('while it is written', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    edit({ clockMhz: 150 });
  });
  const stop = () => [...host.querySelectorAll('button')].find((b) => b.textContent === 'Stop');

  it('says after a second how far it is, and can be stopped and written after all', async () => {
    act(() => orders.at(-1)!.hooks.onProgress?.({ doing: 'hashing', done: 12, all: 68 }));
    expect([text(), stop()]).toEqual(['Writing the code of W3 A3 for xc7z020, 150 MHz…', undefined]);
    act(() => vi.advanceTimersByTime(1000));
    expect(text()).toContain('12 of 68 files hashed');
    await click(stop());
    expect(orders.at(-1)!.hooks.signal?.aborted).toBe(true);
    expect(text()).toContain('Stopped.');
    await click(host.querySelector('button'));
    expect(orders).toHaveLength(3);
    await arrive('// after all');
    expect(text()).toContain('// after all');
  });

  it('says why there is none', async () => {
    await act(async () => orders.at(-1)!.fail(new Error('words of 5000 bits: lower SIMD')));
    expect(text()).toBe('words of 5000 bits: lower SIMD');
  });
});

describe('the file tree', () => {
  beforeEach(() =>
    arrive({
      'README.md': '# read me',
      'hls/bitscape_top.cpp': '// top',
      'hls/include/ap_int.h': '// ap_int',
      'hls/mvau0.h': '// layer 0',
      'qonnx/tfc.onnx': Uint8Array.of(8, 8, 8),
      'rtl/mvau0.v': '// layer 0, Verilog',
    }),
  );

  it('shows folders, that of the open file opened', () => {
    expect(items()).toEqual([
      'hls',
      'hls/include',
      'hls/bitscape_top.cpp',
      'hls/mvau0.h',
      'qonnx',
      'rtl',
      'README.md',
    ]);
    expect(item('hls')?.getAttribute('aria-expanded')).toBe('true');
    expect(item('rtl')?.getAttribute('aria-expanded')).toBe('false');
    expect(item('hls/bitscape_top.cpp')?.getAttribute('aria-selected')).toBe('true');
    expect(item('hls/bitscape_top.cpp')?.getAttribute('aria-level')).toBe('2');
  });

  it('is one tab stop, moves with the arrows and opens with Enter', async () => {
    const stops = () => [...host.querySelectorAll('[role=treeitem][tabindex="0"]')];
    expect(stops()).toEqual([item('hls/bitscape_top.cpp')]);
    act(() => item('hls/bitscape_top.cpp')?.focus());
    press('ArrowDown');
    expect(document.activeElement).toBe(item('hls/mvau0.h'));
    expect(stops()).toEqual([item('hls/mvau0.h')]);
    expect(heading()).toBe('hls/bitscape_top.cpp');
    press('Enter');
    expect([heading(), text()]).toEqual(['hls/mvau0.h', expect.stringContaining('// layer 0')]);
    press('r');
    expect(document.activeElement).toBe(item('rtl'));
    press('ArrowRight');
    expect(item('rtl')?.getAttribute('aria-expanded')).toBe('true');
    press('ArrowRight');
    press('Enter');
    expect(heading()).toBe('rtl/mvau0.v');
    press('ArrowLeft');
    press('ArrowLeft');
    expect(items()).not.toContain('rtl/mvau0.v');
  });

  it('says what a binary file is, instead of its bytes', async () => {
    await click(item('qonnx'));
    await click(item('qonnx/tfc.onnx'));
    expect(heading()).toBe('qonnx/tfc.onnx');
    expect(text()).toMatch(/An ONNX model .* 3 bytes/);
  });

  it('keeps the open file when the cell changes', async () => {
    await click(item('hls/mvau0.h'));
    edit({ selected: at(4) });
    await arrive({ 'hls/bitscape_top.cpp': '', 'hls/mvau0.h': '// of W4 A4' });
    expect([heading(), text()]).toEqual(['hls/mvau0.h', expect.stringContaining('// of W4 A4')]);
  });
});

describe('against a pinned cell', () => {
  const here = {
    'hls/bitscape_top.cpp': '// W3',
    Makefile: 'all:',
    'rtl/fifo.v': '// fifo',
    'rtl/new.v': '// new',
  };
  const there = {
    'hls/bitscape_top.cpp': '// W4',
    Makefile: 'all:',
    'rtl/fifo.v': '// fifo',
    'rtl/old.v': '// old',
  };
  const pin = (bits: number) => act(async () => useStore.getState().togglePin(at(bits)));

  it('shows both texts, marks what differs and counts it', async () => {
    await arrive(here);
    expect(host.querySelector('select')?.disabled).toBe(true);
    await pin(4);
    expect(orders.at(-1)!.cell).toEqual(at(4));
    await arrive(there);
    await expect.poll(() => text()).toContain('// W4 ≠ // W3');
    expect(text()).toContain('3 of 5 files differ from W4 A4: 1 changed, 1 only in W3 A3, 1 only in W4 A4.');
    expect(item('hls/bitscape_top.cpp')?.dataset.difference).toBe('changed');
    expect(item('rtl')?.textContent).toContain('2 files differ');
    await click(item('rtl'));
    expect(item('rtl/fifo.v')?.dataset.difference).toBeUndefined();
    await click(item('rtl/old.v'));
    expect([text(), heading()]).toEqual([expect.stringContaining('// old'), 'rtl/old.v']);
    expect(host.querySelector('h3')?.parentElement?.textContent).toContain('only in W4 A4');
    await click(item('Makefile'));
    expect(host.querySelector('h3')?.parentElement?.textContent).toContain('as in W4 A4');
  });

  it('can be switched off and on, and ends with the pin', async () => {
    await pin(4);
    await act(async () => orders[0].deliver(exportOf(here)));
    await act(async () => orders[1].deliver(exportOf(there)));
    await compareWith('');
    expect(text()).not.toContain('differ');
    await compareWith('w4a4');
    await act(async () => orders[2].deliver(exportOf(there)));
    expect(text()).toContain('3 of 5 files differ');
    await pin(4);
    expect(text()).not.toContain('differ');
  });

  it('says why there is nothing to compare with', async () => {
    await arrive(here);
    await pin(2);
    expect(text()).toContain('W2 A2 is pinned but not trained yet: there is no code to compare with.');
    expect(orders).toHaveLength(1);
  });
});

describe('links to layers', () => {
  const events = () => mocks.events as LayerEvents;
  beforeEach(() => arrive({ 'hls/bitscape_top.cpp': 'mvau<Mvau0>();', 'hls/mvau1.h': '// layer 1' }));

  it('select the layer of the line that the cursor is put on, and show the one under the pointer', () => {
    act(() => events().onHover(1));
    expect(useStore.getState()).toMatchObject({ hoveredLayer: 1, layer: null });
    act(() => events().onChoose(2, 31));
    expect(useStore.getState().layer).toBe(2);
    expect(text()).toContain('Line 31 belongs to MVAU 2.');
    expect(host.querySelector('[data-marked]')?.getAttribute('data-marked')).toBe('2');
    act(() => events().onChoose(null, 32));
    expect(useStore.getState().layer).toBe(2);
    act(() => events().onHover(null));
    expect(useStore.getState().hoveredLayer).toBeNull();
  });

  it('leave out layers that the network does not have', () => {
    act(() => events().onChoose(4, 1));
    expect(useStore.getState().layer).toBeNull();
  });

  it('name the layer of a whole file, and select it', async () => {
    await click(item('hls/mvau1.h'));
    const button = [...host.querySelectorAll('button')].find((b) => b.textContent === 'MVAU 1');
    await click(button);
    expect(useStore.getState().layer).toBe(1);
  });
});

describe('the badge', () => {
  it('has the images compared, the mismatches and the vectors', async () => {
    await arrive('// W3 A3');
    expect(text()).toContain('5,000 images compared, 0 mismatches');
    expect(text()).toContain('vectors recomputed: 100 of 100 equal');
  });
});

describe('of a cell that is not trained', () => {
  const selected = at(1);

  it('says so where there is no reference either', () => {
    edit({ selected });
    expect(text()).toMatch(/^W1 A1 is not trained yet/);
  });

  it('shows the code of the reference network and names it, until the cell has its own', async () => {
    act(() => useStore.setState({ atlas: smallAtlas() }));
    edit({ selected });
    await arrive('// reference');
    expect(host.querySelector('nav')?.textContent).toContain('reference network, 2 epochs, 92.0 %');
    expect(text()).toContain('not compared');
    const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, selected, 1000));
    act(() => useStore.getState().updateResult(cellKey(selected), { ...finished(0.9), cell }));
    expect(text()).toMatch(/^Writing the code of W1 A1/);
    await arrive('// own');
    expect(host.querySelector('nav')?.textContent).not.toContain('reference');
  });
});
