// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS, type Design } from '../../core/design/design';
import { useStore } from '../../state/store';
import { gridOf } from '../../state/testing';
import { Parallelism } from './Parallelism';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

/** The panel of W3A3 of the store's design, as the page has it. */
function Panel() {
  const design = useStore((s) => s.design);
  return <Parallelism cell={gridOf({}, design).byKey.get('w3a3')!} />;
}

let root: Root;
let host: HTMLElement;
const design = () => useStore.getState().design;
const open = (patch: Partial<Design>) =>
  act(() => useStore.getState().openDesign({ ...DESIGN_DEFAULTS, estimator: 'unrolled', ...patch }));
const slider = (label: string) => host.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
const titles = () => [...host.querySelectorAll('h2')].map((title) => title.textContent);

function set(element: HTMLInputElement | HTMLSelectElement, value: string): void {
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement : HTMLSelectElement;
  act(() => {
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(
      new Event(element instanceof HTMLInputElement ? 'input' : 'change', { bubbles: true }),
    );
  });
}
const choose = (label: string, value: string) =>
  set(host.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`)!, value);

beforeEach(() => {
  open({ network: '784-5-10' });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<Panel />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

describe('the reuse factor of an unrolled network', () => {
  it('takes the place of PE and SIMD, and stops at legal values', () => {
    expect(titles()).toEqual(['Reuse factor']);
    expect(slider('PE')).toBeNull();
    expect(slider('Reuse')!.getAttribute('aria-valuetext')).toBe('reuse factor 1');
    set(slider('Reuse')!, '3');
    expect(design().reuseFactor).toBe(8);
    choose('Strategy', 'resource');
    expect(design()).toMatchObject({ strategy: 'resource', reuseFactor: 8 });
    set(slider('Reuse')!, '2');
    // The divisors of 784 and of 5 inputs: 1, 2, 4, 5, 7, ...
    expect(design().reuseFactor).toBe(4);
    expect(host.textContent).toContain('The layers take 4, 5');
    expect(host.textContent).toContain('LUT and FF have no rule here');
  });

  it('has the activation of the export', () => {
    const menu = [...host.querySelectorAll('label')].find((l) => l.textContent?.startsWith('Activation'))!;
    set(menu.querySelector('select')!, 'affine');
    expect(design().mvau.activation).toBe('affine');
    expect(host.textContent).toContain('Of the export');
    open({ network: 'cnn' });
    expect(host.textContent).not.toContain('Of the export');
  });

  it('moves to the nearest legal one with the strategy', () => {
    open({ network: 'tfc' });
    expect(titles()).toEqual(['Reuse factor', 'Folding']);
    expect(slider('Reuse')).toBeNull();
    expect(host.textContent).toContain('use the resource strategy with a reuse factor of at least 14');
    choose('Strategy', 'resource');
    expect(design()).toMatchObject({ strategy: 'resource', reuseFactor: 14 });
    expect(titles()).toEqual(['Reuse factor']);
  });

  it('is of each cell its own where asked, until the slider moves', () => {
    open({ network: 'tfc', strategy: 'resource', device: 'xc7z010' });
    choose('How to reuse', 'fit');
    expect(design().folding).toBe('fit');
    const shown = Number(slider('Reuse')!.parentElement?.querySelector('b')?.textContent);
    expect(shown).toBeGreaterThan(14);
    set(slider('Reuse')!, '0');
    expect(design()).toMatchObject({ folding: 'rule', reuseFactor: 14 });
  });

  it('is not offered for convolutions, but why', () => {
    open({ network: 'cnn' });
    expect(titles()).toEqual(['Reuse factor', 'Folding']);
    expect(host.textContent).toContain('is a convolution');
    expect(slider('PE')).not.toBeNull();
  });

  it('is not there for folded estimators', () => {
    open({ estimator: 'finn' });
    expect(titles()).toEqual(['Folding']);
  });
});
