// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { parseLink } from '../../core/design/link';
import { useStore } from '../../state/store';
import { HardwareSection } from './HardwareSection';
import { TrainingSection } from './TrainingSection';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
vi.mock('./DataField', () => ({ DataField: () => null }));

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  useStore.getState().openDesign(DESIGN_DEFAULTS);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <>
        <HardwareSection refusal={null} />
        <TrainingSection />
      </>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

/** Types into the field of that label and leaves it. */
function type(label: string, text: string): void {
  const field = [...host.querySelectorAll('label')].find((l) => l.textContent?.startsWith(label));
  const input = field?.querySelector('input') ?? host.querySelector<HTMLInputElement>(`#${field?.htmlFor}`);
  if (!input) throw new Error(`no field ${label}`);
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  act(() => {
    set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  act(() => void input.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
}

it.each([
  ['Seed', 's', 'seed', 2 ** 32 - 1],
  ['Epochs', 'e', 'epochs', 1000],
  ['Frames/s', 'fps', 'targetFps', 1e9],
  ['Clock', 'mhz', 'clockMhz', 2000],
] as const)('%s takes what a link takes, and no more', (label, key, name, highest) => {
  type(label, `${highest}`);
  expect(useStore.getState().design[name]).toBe(highest);
  type(label, `${highest + 1}`);
  expect(useStore.getState().design[name]).toBe(highest);
  expect(parseLink(`v=1&${key}=${highest}`).design[name]).toBe(highest);
  expect(parseLink(`v=1&${key}=${highest + 1}`).problems).toHaveLength(1);
});

it('Zero weights takes per cent, as a link takes the share', () => {
  type('Zero weights', '75 %');
  expect(useStore.getState().design.sparsity).toBe(parseLink('v=1&sp=0.75').design.sparsity);
  type('Zero weights', '33.333');
  expect(useStore.getState().design.sparsity).toBe(0.3333);
  type('Zero weights', '96');
  expect(useStore.getState().design.sparsity).toBe(0.3333);
  expect(host.textContent).toContain('a number from 0 to 95');
  type('Zero weights', '0');
  expect(useStore.getState().design.sparsity).toBe(0);
});

it('Start chooses the first weights, as a link does', () => {
  const field = [...host.querySelectorAll('label')].find((l) => l.textContent?.startsWith('Start'))!;
  const select = field.querySelector('select')!;
  expect([...select.options].map(({ text }) => text)).toEqual([
    'Random (the papers’ protocol)',
    'Shared weights (fewer epochs)',
  ]);
  expect(select.value).toBe(parseLink('v=1').design.start);
  act(() => {
    select.value = 'shared';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(useStore.getState().design.start).toBe(parseLink('v=1&sh=shared').design.start);
});
