// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { useStore } from '../../state/store';
import { DataField } from './DataField';

const mocks = vi.hoisted(() => ({ openFiles: vi.fn(), prepareData: vi.fn(), stopLoading: vi.fn() }));
vi.mock('../../state/data', () => mocks);
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

it('opens the chosen files and forgets the choice, so that the same files can be chosen again', () => {
  useStore.getState().openDesign({ ...DESIGN_DEFAULTS, data: 'mnist' });
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  act(() => root.render(<DataField />));
  const input = host.querySelector<HTMLInputElement>('input[type=file]')!;
  const file = new File([], 'train-images-idx3-ubyte');
  const forget = vi.fn();
  Object.defineProperty(input, 'files', { value: [file] });
  Object.defineProperty(input, 'value', { set: forget });
  act(() => {
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(mocks.openFiles).toHaveBeenCalledExactlyOnceWith([file]);
  expect(forget).toHaveBeenCalledExactlyOnceWith('');
  act(() => root.unmount());
  host.remove();
});
