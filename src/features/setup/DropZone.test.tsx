// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DropZone } from './DropZone';

const mocks = vi.hoisted(() => ({ openFiles: vi.fn() }));
vi.mock('../../state/data', () => mocks);
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const file = new File([], 'train-images-idx3-ubyte');

let root: Root;
let host: HTMLElement;

/** A drag event at an element; `relatedTarget` is where the pointer goes on to. */
const drag = (type: string, at: string, to: Element | null = null, types = ['Files']) =>
  act(() => {
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, relatedTarget: to });
    Object.defineProperty(event, 'dataTransfer', { value: { types, files: [file] } });
    host.querySelector(at)?.dispatchEvent(event);
  });
const veiled = () => host.textContent?.includes('Drop the IDX files');

beforeEach(() => {
  mocks.openFiles.mockReset();
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <DropZone className="page">
        <aside />
        <main />
      </DropZone>,
    ),
  );
  drag('dragover', 'aside');
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

it('stays while the files move from one part of the page to another', () => {
  expect(veiled()).toBe(true);
  drag('dragleave', 'aside', host.querySelector('main'));
  expect(veiled()).toBe(true);
});

it('goes when the files leave the window over a part of the page, or on Escape', () => {
  drag('dragleave', 'aside', null);
  expect(veiled()).toBe(false);
});

it('goes when they leave to something outside of it', () => {
  drag('dragleave', 'aside', document.body);
  expect(veiled()).toBe(false);
});

it('opens what is dropped', () => {
  drag('drop', 'main');
  expect(veiled()).toBe(false);
  expect(mocks.openFiles).toHaveBeenCalledExactlyOnceWith([file]);
});

it('leaves a drag of text alone', () => {
  drag('dragleave', 'aside');
  drag('dragover', 'aside', null, ['text/plain']);
  expect(veiled()).toBe(false);
});
