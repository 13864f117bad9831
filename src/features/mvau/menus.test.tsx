// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { cellKey } from '../../core/precision';
import { estimateDesign, useGrid } from '../../state/grid';
import { useStore } from '../../state/store';
import { HardwareSection } from '../setup/HardwareSection';
import { LayerOptions } from './LayerOptions';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  useStore.getState().openDesign(DESIGN_DEFAULTS);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

/** What the page's grid has of a cell. */
const Shown = () => (
  <output>{useGrid().byKey.get(cellKey({ weightBits: 1, activationBits: 8 }))?.estimate.total.bram18}</output>
);

const show = (refusal: string | null = null) =>
  act(() =>
    root.render(
      <>
        <HardwareSection refusal={refusal} />
        <LayerOptions layer={1} layers={4} title="MVAU 1" />
        <Shown />
      </>,
    ),
  );

const details = () => host.querySelector('details');

/** Opens the disclosure, as a press on it does. */
function open(): void {
  const found = details();
  if (!found) throw new Error('there is no disclosure');
  act(() => {
    found.open = true;
    found.dispatchEvent(new Event('toggle'));
  });
}

/** The menu of a label below "MVAU options", or of one layer. */
function menu(label: string): HTMLSelectElement {
  const labelled = [...host.querySelectorAll('details label')].find(
    (each) => each.querySelector('span')?.textContent === label,
  );
  const found =
    labelled?.querySelector('select') ?? host.querySelector<HTMLSelectElement>(`[aria-label="${label}"]`);
  if (!found) throw new Error(`no menu ${label}`);
  return found;
}

const choose = (label: string, value: string) =>
  act(() => {
    const select = menu(label);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });

const legal = (label: string) =>
  [...menu(label).options].filter((option) => !option.disabled).map(({ value }) => value);

const design = () => useStore.getState().design;
const total = () => estimateDesign(design()).grid.cells[7].estimate.total;

it('folds the options of the network away until they are asked for', () => {
  show();
  expect(host.querySelectorAll('details select')).toHaveLength(0);
  open();
  expect(host.querySelectorAll('details select')).toHaveLength(6);
});

it('has them only where the estimator heeds them, or FINN stands in for it', () => {
  useStore.getState().openDesign({ ...DESIGN_DEFAULTS, estimator: 'lfc-hls' });
  show();
  expect(details()).toBeNull();
  show('lfc-hls models MLPs only.');
  expect(details()).not.toBeNull();
});

it('moves all weights, in one step of undo, and all estimates follow', () => {
  show();
  open();
  const before = total();
  choose('RAM style', 'distributed');
  expect(design().mvau.ram).toBe('distributed');
  expect(total()).toMatchObject({ bram18: 0, uram: 0 });
  expect(total().lut).toBeGreaterThan(before.lut ?? 0);
  expect(host.querySelector('output')?.textContent).toBe('0');
  act(() => useStore.getState().undo());
  expect(design().mvau).toEqual(DESIGN_DEFAULTS.mvau);
  expect(menu('RAM style').value).toBe('auto');
  expect(host.querySelector('output')?.textContent).toBe(`${before.bram18}`);
});

it('changes one layer, and says so in the menu of the network', () => {
  show();
  open();
  choose('RAM style of MVAU 1', 'ultra');
  expect(design().mvau.ram).toEqual(['auto', 'ultra', 'auto', 'auto']);
  expect(menu('RAM style').value).toBe('mixed');
  expect(total().uram).toBeGreaterThan(0);
});

it('offers only RAM styles that the weight memory heeds, and gives up one that it does not', () => {
  show();
  open();
  choose('RAM style', 'ultra');
  choose('Weights of MVAU 1', 'embedded');
  expect(design().mvau).toMatchObject({
    memory: ['decoupled', 'embedded', 'decoupled', 'decoupled'],
    ram: ['ultra', 'auto', 'ultra', 'ultra'],
  });
  expect(menu('RAM style of MVAU 1').disabled).toBe(true);
  expect(legal('RAM style of MVAU 1')).toEqual(['auto']);
  expect(legal('RAM style')).toEqual(['auto', 'block', 'distributed', 'ultra']);
});

it('counts thresholds once they are billed', () => {
  show();
  open();
  expect(menu('Thresholds').disabled).toBe(true);
  choose('Threshold memory', 'distributed');
  expect(menu('Thresholds').disabled).toBe(false);
  const own = total();
  choose('Thresholds', 'full');
  expect(total().lut).toBeGreaterThan(own.lut ?? 0);
  expect(design().mvau).toMatchObject({ thresholds: 'full', thresholdMemory: 'distributed' });
});
