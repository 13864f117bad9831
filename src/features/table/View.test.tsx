// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GridTable, type GridTableProps } from './View';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const props: GridTableProps = {
  rows: [1, 2].map((bits) => ({
    weightBits: bits,
    activationBits: bits,
    accuracy: bits === 1 ? 0.9 : null,
    source: bits === 1 ? 'reference' : null,
    data: bits === 1 ? 'MNIST' : null,
    epochs: bits === 1 ? 10 : null,
    lut: 1000 / bits,
    ff: null,
    bram18: 10,
    uram: 0,
    dsp: 0,
    cycles: 784,
    fps: 10_000,
    fits: bits === 1,
    binding: 'BRAM18',
    status: bits === 1 ? 'done' : 'empty',
  })),
  selected: { weightBits: 1, activationBits: 1 },
  hovered: null,
  pins: [],
  onSelect: () => {},
  onHover: () => {},
  onDownloadCsv: () => {},
};

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const button = (text: string): HTMLButtonElement => {
  const found = [...host.querySelectorAll('button')].find((b) => b.textContent === text);
  if (!found) throw new Error(`no button ${text}`);
  return found;
};

const firstColumn = () =>
  [...host.querySelectorAll('tbody tr')].map((tr) => tr.querySelector('td')?.textContent);

describe('GridTable', () => {
  it('sorts by a column and says so', () => {
    act(() => root.render(<GridTable {...props} />));
    act(() => button('LUT').click());
    expect(firstColumn()).toEqual(['2', '1']);
    expect(host.querySelector('[aria-sort=ascending]')?.textContent).toContain('LUT');
  });

  it('gives the rows as shown as CSV', () => {
    const onDownloadCsv = vi.fn();
    act(() => root.render(<GridTable {...props} onDownloadCsv={onDownloadCsv} />));
    act(() => button('Download CSV').click());
    expect(onDownloadCsv.mock.calls[0][0]).toMatch(/^weight_bits.*\r\n1,1,0\.9,reference,MNIST,10,1000,/);
  });

  it('says of which source an accuracy is', () => {
    act(() => root.render(<GridTable {...props} />));
    const texts = [...host.querySelectorAll('tbody tr')].map((tr) => tr.textContent);
    expect(texts[0]).toContain('90.00 %referenceMNIST10');
    expect(texts[1]).not.toContain('reference');
  });

  it('selects a cell', () => {
    const onSelect = vi.fn();
    act(() => root.render(<GridTable {...props} onSelect={onSelect} />));
    act(() => button('select W2 A2').click());
    expect(onSelect).toHaveBeenCalledExactlyOnceWith({ weightBits: 2, activationBits: 2 });
  });
});
