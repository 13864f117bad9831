// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { useStore } from '../../state/store';
import { finished, gridOf } from '../../state/testing';
import { Tolerance } from './Tolerance';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let host: HTMLElement;
const { cells } = gridOf({ w2a2: finished(0.95), w4a4: finished(0.972), w8a8: finished(0.975) });

beforeEach(() => {
  useStore.getState().openDesign(DESIGN_DEFAULTS);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<Tolerance cells={cells} />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

function type(text: string): void {
  const input = host.querySelector('input')!;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  act(() => {
    set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  act(() => void input.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
}

const selected = () => useStore.getState().design.selected;

it('is off at first, and then selects the smallest design within it', () => {
  expect(host.querySelector('input')?.value).toBe('off');
  expect(host.querySelector('[role=status]')).toBeNull();
  type('0.5');
  expect(useStore.getState().design.tolerance).toBe(0.5);
  expect(selected()).toEqual({ weightBits: 4, activationBits: 4 });
  expect(host.textContent).toMatch(/Smallest: W4 A4, 97\.20 %, \S+ LUT.* \(best W8 A8 97\.50 %; 2 within\)/);
  type('3');
  expect(selected()).toEqual({ weightBits: 2, activationBits: 2 });
  act(() => useStore.getState().select({ weightBits: 1, activationBits: 1 }));
  act(() => host.querySelector('button')!.click());
  expect(selected()).toEqual({ weightBits: 2, activationBits: 2 });
  type('');
  expect(useStore.getState().design.tolerance).toBeNull();
  expect(host.querySelector('[role=status]')).toBeNull();
});

it('says what would be right, and what is not modelled', () => {
  type('101');
  expect(host.textContent).toContain('a number from 0 to 100, or off');
  expect(useStore.getState().design.tolerance).toBeNull();
  type('1');
  act(() => useStore.getState().look({ scatterAxis: 'ff' }));
  expect(host.textContent).toContain('FF is not modelled for any of the 2 within it');
});

it('waits for accuracies', () => {
  act(() => root.render(<Tolerance cells={gridOf({}).cells} />));
  type('1');
  expect(host.textContent).toContain('No accuracy is known yet');
  expect(selected()).toEqual(DESIGN_DEFAULTS.selected);
});
