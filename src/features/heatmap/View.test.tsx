// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exampleHeatmap } from './testing';
import { Heatmap, type HeatmapProps } from './View';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let host: HTMLElement;

const render = (change: Partial<HeatmapProps<'accuracy' | 'ff'>> = {}) =>
  act(() => root.render(<Heatmap {...exampleHeatmap()} {...change} />));

const cellAt = (key: string): HTMLElement => {
  const cell = host.querySelector<HTMLElement>(`[data-cell=${key}]`);
  if (!cell) throw new Error(`no cell ${key}`);
  return cell;
};

const press = (key: string, init: KeyboardEventInit = {}) =>
  act(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
  });

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

describe('Heatmap', () => {
  it('has 64 cells, one tab stop at the selection, and headers', () => {
    render();
    expect(host.querySelectorAll('[role=gridcell]')).toHaveLength(64);
    const stops = [...host.querySelectorAll<HTMLElement>('[role=gridcell][tabindex="0"]')];
    expect(stops.map((stop) => stop.dataset.cell)).toEqual(['w3a3']);
    expect(host.querySelectorAll('th[scope=col]')).toHaveLength(8);
    expect(host.querySelectorAll('th[scope=row]')).toHaveLength(8);
  });

  it('shows untrained cells as a dash and names the binding resource of what does not fit', () => {
    render();
    expect(cellAt('w2a1').textContent).toBe('W2 A1—');
    expect(cellAt('w7a1').textContent).toBe('W7 A191.0BRAM');
    expect(cellAt('w1a1').textContent).toContain('W1 A1, pinned');
  });

  it('marks what is not finished, failed or trained elsewhere by more than colour', () => {
    const plain = exampleHeatmap().cells;
    const marks = [
      { status: 'partial', unfinished: true, progress: 0.6 },
      { status: 'failed', unfinished: true, progress: 0.6 },
      { status: 'elsewhere', unfinished: false, progress: 0 },
    ] as const;
    render({ cells: plain.map((cell, i) => ({ ...cell, ...marks[i] })) });
    const plates = ['w1a1', 'w1a2', 'w1a3', 'w1a4'].map((key) => cellAt(key).querySelector('[data-status]')!);
    const unfinished = plates.map((plate) => plate.getAttribute('data-unfinished'));
    expect(unfinished).toEqual(['true', 'true', 'false', 'false']);
    expect(plates.map((plate) => plate.textContent)).toEqual(['91.0', '92.0failed', '93.0other tab', '94.0']);
    const bars = plates.map((plate) => plate.querySelector('i')?.getAttribute('style') ?? null);
    expect(bars).toEqual(['width: 60%;', null, null, null]);
    expect(host.textContent).toContain('not finished');
    render();
    expect(host.textContent).not.toContain('not finished');
  });

  it('marks what is not of own training, and gives a colour only to what is compared', () => {
    const cells = exampleHeatmap().cells.map((cell) =>
      cell.weightBits === 1
        ? { ...cell, source: 'reference' as const, compared: cell.activationBits > 1 }
        : cell,
    );
    render({ cells });
    const plate = (key: string) => cellAt(key).querySelector<HTMLElement>('[data-status]')!;
    const marks = ['w1a1', 'w1a2', 'w3a1'].map((key) => [
      plate(key).dataset.source,
      plate(key).dataset.blank,
      plate(key).textContent,
    ]);
    expect(marks).toEqual([
      ['reference', 'true', '91.0'],
      ['reference', 'false', '92.0'],
      ['trained', 'false', '91.0'],
    ]);
    expect(host.textContent).toMatch(/Pareto front.*reference/);
    render();
    expect(host.textContent).not.toContain('reference');
  });

  it('scales the colours by what is compared', () => {
    const cells = exampleHeatmap().cells.map((cell) =>
      cell.weightBits === 1 ? { ...cell, value: 0.1, compared: false } : cell,
    );
    render({ cells });
    // The example's accuracies run from 91 to 98 %.
    expect(host.textContent).toContain('91.0 %98.0 %');
  });

  it('moves with the arrows, selects with Enter and Space, pins with P', () => {
    const onSelect = vi.fn();
    const onPin = vi.fn();
    const onHover = vi.fn();
    render({ onSelect, onPin, onHover });
    act(() => cellAt('w3a3').focus());
    press('ArrowRight');
    press('ArrowDown');
    expect(document.activeElement).toBe(cellAt('w4a4'));
    expect(onHover).toHaveBeenLastCalledWith({ weightBits: 4, activationBits: 4 });
    press('Enter');
    press(' ');
    expect(onSelect.mock.calls).toEqual([
      [{ weightBits: 4, activationBits: 4 }],
      [{ weightBits: 4, activationBits: 4 }],
    ]);
    press('p');
    expect(onPin).toHaveBeenCalledExactlyOnceWith({ weightBits: 4, activationBits: 4 });
    press('Home', { ctrlKey: true });
    expect(document.activeElement).toBe(cellAt('w1a1'));
  });

  it('says that a metric is not modelled instead of showing zeros', () => {
    const props = exampleHeatmap();
    render({ metric: 'ff', cells: props.cells.map((cell) => ({ ...cell, value: null })) });
    expect(host.textContent).toContain('FINN publishes no flip-flop model.');
    expect(cellAt('w1a8').textContent).toBe('W1 A8n/m');
    expect(host.querySelector('[role=tab][aria-selected=true]')?.textContent).toBe('FF*');
  });

  it('chooses a metric with the arrows on the tabs', () => {
    const onMetric = vi.fn();
    render({ onMetric });
    act(() => host.querySelector<HTMLElement>('[role=tab]')?.focus());
    press('ArrowRight');
    expect(onMetric).toHaveBeenCalledExactlyOnceWith('ff');
  });
});
