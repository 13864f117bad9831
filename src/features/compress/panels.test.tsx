// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tinyData } from '../../../workers/testing';
import type { Branch } from '../../core/compress/pipeline';
import { newStep } from '../../core/compress/step-values';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { runPlan } from '../../engine/compress/run';
import { referenceEngine } from '../../engine/reference/reference';
import { designPlan, keptSteps, useCompress } from '../../state/compress';
import { useStore } from '../../state/store';
import CompressPanel from './CompressPanel';
import StepPanel from './StepPanel';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const branch = (name: string, bits: number): Branch => ({
  name,
  wanted: null,
  steps: [
    newStep('train', { epochs: 1, batchSize: 20 }),
    newStep('ptq', { images: 10, 'weights.bits': bits }),
    newStep('map'),
  ],
});

let root: Root;
let host: HTMLElement;
const design = () => useStore.getState().design;
const all = <E extends Element>(selector: string) => [...host.querySelectorAll<E>(selector)];
const button = (name: string, within: ParentNode = host) =>
  [...within.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name)!;
const lane = (name: string) => host.querySelector(`section[aria-label="Branch ${name}"]`)!;
const cards = (name: string) => [...lane(name).querySelectorAll('li button')];
const field = (label: string) =>
  all<HTMLLabelElement>('label')
    .find(({ textContent }) => textContent?.startsWith(label))!
    .querySelector('input, select')!;

/** Types into a field and leaves it, or chooses in a menu. */
const enter = (element: Element, value: string) =>
  act(() => {
    const { prototype } = element.constructor as { prototype: object };
    Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(element, value);
    element.dispatchEvent(new Event(element.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    element.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  });

beforeEach(async () => {
  useStore.setState({ notices: [] });
  useStore.getState().openDesign({ ...DESIGN_DEFAULTS, network: '784-6-10', view: 'compress' });
  useStore.setState({ ownData: { ...tinyData(), id: 'tiny' } });
  useCompress.setState({ kept: {}, selected: { branch: 0, step: 0 }, against: null });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  await act(async () =>
    root.render(
      <>
        <CompressPanel />
        <StepPanel />
      </>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
  useStore.setState({ ownData: null });
});

describe('building', () => {
  it('begins with words on what it is for', () => {
    expect(host.textContent).toContain('Each branch is one way to do so');
    expect(all('table')).toHaveLength(0);
  });

  it('adds, changes, moves and removes steps, and undo takes them back', () => {
    act(() => button('New branch').click());
    const add = () => host.querySelector('select[aria-label="Add a step to Branch 1"]')!;
    expect([...add().querySelectorAll('option')].map(({ value }) => value)).toContain('prune');
    expect([...add().querySelectorAll('option')].map(({ value }) => value)).not.toContain('train');
    enter(add(), 'qat');
    enter(add(), 'ptq');
    expect(cards('Branch 1').map(({ textContent }) => textContent)).toEqual([
      'Step 1, Train5 epochsto be run',
      'Step 2, QATW4 A4, 3 epochsto be run',
      'Step 3, PTQW8 A8to be run',
      'Step 4, Mapfinn, xc7z020to be run',
    ]);
    enter(field('Weight bits'), '5');
    enter(field('Activation bits'), 'float');
    expect(design().pipeline[0].steps[2]).toMatchObject({ weights: { bits: 5 }, activations: { bits: 32 } });
    act(() => button('Earlier').click());
    expect(design().pipeline[0].steps.map(({ kind }) => kind)).toEqual(['train', 'ptq', 'qat', 'map']);
    act(() => button('Remove').click());
    act(() => useStore.getState().undo());
    act(() => useStore.getState().undo());
    expect(design().pipeline[0].steps.map(({ kind }) => kind)).toEqual(['train', 'qat', 'ptq', 'map']);
    expect(button('Remove').disabled).toBe(true);
  });

  it('says what is wrong with a choice, and keeps the last right one', () => {
    act(() => useStore.getState().edit({ pipeline: [branch('a', 8)] }));
    act(() => (cards('a')[1] as HTMLElement).click());
    enter(field('Weight bits'), '1');
    expect(host.querySelector('[role=alert]')?.textContent).toContain('use 2 to 16');
    enter(field('Calibration images'), '0');
    expect(host.textContent).toContain('a whole number from 1 to 10000');
    expect(design().pipeline[0].steps[1]).toEqual(branch('a', 8).steps[1]);
    expect(all('label').map(({ textContent }) => textContent)).not.toContain('Percentile, %');
    enter(field('Weight ranges by'), 'percentile');
    expect(all('label').map(({ textContent }) => textContent)).toContain('Percentile, %');
  });

  it('names branches, one name for one branch', () => {
    act(() => useStore.getState().edit({ pipeline: [branch('a', 8), branch('b', 4)] }));
    enter(lane('a').querySelector('input')!, 'b');
    expect(host.querySelector('[role=alert]')?.textContent).toBe('a name that no other branch has');
    enter(lane('b').querySelector('input')!, 'INT4');
    expect(design().pipeline.map(({ name }) => name)).toEqual(['a', 'INT4']);
    enter(lane('a').querySelectorAll('input')[1], '97.5');
    expect(design().pipeline[0].wanted).toBe(0.975);
  });
});

/** The text of an element as it is before a number is opened. */
function withoutFormulas(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const popover of copy.querySelectorAll('[popover]')) popover.remove();
  return copy.textContent ?? '';
}

it('shows what steps came to, the branches side by side, and formulas', async () => {
  const pipeline = [branch('INT8', 8), branch('INT3', 3)];
  act(() => useStore.getState().edit({ pipeline }));
  expect((button('Export', lane('INT8')) as HTMLButtonElement).title).toBe('Run it first');
  await act(async () => {
    const store = await keptSteps();
    for (const own of pipeline)
      await runPlan(referenceEngine, designPlan(design(), own), { ...tinyData(), id: 'tiny' }, { store });
  });
  await expect.poll(() => cards('INT3')[0].textContent).toMatch(/% · shared$/);
  expect(cards('INT8')[1].textContent).toMatch(/^Step 2, PTQ, the resultW8 A8\d+\.\d\d %$/);
  expect(button('Export', lane('INT8')).disabled).toBe(false);
  const rows = all<HTMLTableRowElement>('table[aria-label="Branches side by side"] tbody tr');
  const memory = rows.find(({ textContent }) => textContent?.startsWith('Memory'))!;
  const shown = () => [...memory.cells].map((cell) => withoutFormulas(cell));
  expect(shown()).toEqual(['Memory', '4,828 B', '1,851 B, best']);
  enter(field('Differences to'), 'INT3');
  expect(shown()[1]).toBe('4,828 B ×2.61');
  expect(memory.querySelector('[aria-label="Memory of INT8"]')?.textContent).toContain(' = 4828 bytes');

  act(() => (cards('INT8')[1] as HTMLElement).click());
  const figures = host.querySelector('table[aria-label="Figures of PTQ of INT8"]')!;
  expect(figures.textContent).toContain('FFnot modelled');
  for (const cell of figures.querySelectorAll('td[data-missing=false]'))
    expect(cell.querySelector('[role=dialog]')?.textContent ?? cell.parentElement?.textContent).toContain(
      'Formula',
    );
  expect(host.querySelector('[aria-label="Accuracy of PTQ of INT8"]')?.textContent).toContain(
    '95 % interval',
  );
  expect(host.textContent).toContain('Fits xc7z020; LUT runs out first.');
  act(() => (cards('INT8')[0] as HTMLElement).click());
  expect(host.textContent).toContain('Not mapped: layers in float are not mapped to hardware.');
});
