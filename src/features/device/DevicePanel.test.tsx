// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { formatLink, parseLink } from '../../core/design/link';
import { DEVICE_TABLE } from '../../core/hardware/device-table';
import { useStore } from '../../state/store';
import { gridOf } from '../../state/testing';
import { DevicePanel } from './DevicePanel';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const mine = {
  id: 'mine',
  part: 'xc7z014sclg400-1',
  family: 'Zynq-7000',
  boards: ['My board'],
  lut: 40600,
  ff: 81200,
  bram18: 214,
  uram: 0,
  dsp: 170,
  source: 'AMD DS190',
};
const FIGURES = {
  Name: 'mine',
  'Vivado part': 'xc7z014sclg400-1',
  Family: 'Zynq-7000',
  Board: 'My board',
  LUT: '40,600',
  FF: '81200',
  BRAM18: '214',
  DSP: '170',
  Source: 'AMD DS190',
};

/** The panel with the grid of the store's design, as the page has it. */
function Panel() {
  const design = useStore((s) => s.design);
  return <DevicePanel grid={gridOf({}, design)} />;
}

let root: Root;
let host: HTMLElement;
const store = () => useStore.getState();

beforeEach(() => {
  useStore.setState({ ownDevices: [], notices: [] });
  store().openDesign(DESIGN_DEFAULTS);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<Panel />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const menu = () => host.querySelector<HTMLSelectElement>('select[aria-label="Device"]')!;
const form = () => host.querySelector('form');
const button = (name: string) => [...host.querySelectorAll('button')].find((b) => b.textContent === name);
const press = (name: string) => act(() => button(name)!.click());
const yours = () => [...host.querySelectorAll('optgroup option')].map((option) => option.textContent);

function choose(label: string): void {
  const option = [...menu().options].find(({ textContent }) => textContent?.startsWith(label))!;
  act(() => {
    menu().value = option.value;
    menu().dispatchEvent(new Event('change', { bubbles: true }));
  });
}

const fieldOf = (label: string) =>
  [...form()!.querySelectorAll('label')].find((each) => each.textContent === label)!;

function type(label: string, text: string): void {
  const input = fieldOf(label).querySelector('input')!;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  act(() => {
    set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const problemOf = (label: string) => fieldOf(label).parentElement?.querySelector('[role=alert]')?.textContent;

/** A drop or paste on the form, with what it brings. */
const bring = (event: string, property: string, value: unknown) =>
  act(async () => {
    const happened = new Event(event, { bubbles: true, cancelable: true });
    Object.defineProperty(happened, property, { value });
    form()!.dispatchEvent(happened);
  });

describe('the menu of devices', () => {
  it('has the table, and adds a part that is typed figure by figure', () => {
    expect(menu().options).toHaveLength(DEVICE_TABLE.length + 1);
    choose('Add a part');
    expect(menu().value).toBe('xc7z020');
    for (const [label, text] of Object.entries(FIGURES)) type(label, text);
    expect(form()!.textContent).toContain('DSP blocks: DSP48E1');
    press('Add');
    expect(form()).toBeNull();
    expect(store().ownDevices).toEqual([mine]);
    expect(store().design.ownDevice).toEqual(mine);
    expect(yours()).toEqual(['mine · My board']);
    expect(host.querySelector('table')?.getAttribute('aria-label')).toBe('Use of mine');
  });

  it('lists your parts among those that hold the cell or do not', () => {
    act(() => store().addDevice({ ...mine, lut: 10 }));
    const details = [...host.querySelectorAll('details')].find((each) =>
      each.textContent?.startsWith('Which'),
    )!;
    act(() => {
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    });
    expect(button('mine')!.closest('li')?.textContent).toContain('too small');
    press('mine');
    expect(store().design.ownDevice?.id).toBe('mine');
    press('u250');
    expect(store().design).toMatchObject({ device: 'u250', ownDevice: null });
  });

  it('puts a link on another machine on the same part, and keeps it when asked', () => {
    const { design } = parseLink(formatLink({ ...DESIGN_DEFAULTS, ownDevice: mine }));
    act(() => store().openDesign(design));
    expect(yours()).toEqual(['mine · My board']);
    expect(store().ownDevices).toEqual([]);
    press('Keep mine');
    expect(store().ownDevices).toEqual([mine]);
    choose('zu3eg');
    expect(store().design).toMatchObject({ device: 'zu3eg', ownDevice: null });
    choose('mine');
    press('Remove mine');
    expect(yours()).toEqual([]);
    expect(menu().value).toBe('zu3eg');
  });

  it('says why a part of a link is not kept beside another of its name', () => {
    act(() => {
      store().addDevice({ ...mine, lut: 1 });
      store().openDesign({ ...DESIGN_DEFAULTS, ownDevice: mine });
    });
    expect(yours()).toEqual(['mine · My board']);
    press('Keep mine');
    expect(host.querySelector('[role=alert]')?.textContent).toContain('has the id mine');
  });
});

describe('the form of a part', () => {
  beforeEach(() => choose('Add a part'));

  it('says at each field what would be right', () => {
    type('LUT', 'many');
    press('Add');
    expect(problemOf('Name')).toBe('Name is missing; it should be a text');
    expect(problemOf('Vivado part')).toContain('missing');
    expect(problemOf('LUT')).toBe('LUT is "many"; it should be a number from 1 to 100000000');
    for (const free of ['Family', 'Board', 'URAM', 'Source']) expect(problemOf(free)).toBeUndefined();
    expect(store().ownDevices).toEqual([]);
    type('Name', 'mine');
    press('Add');
    expect(problemOf('Name')).toBeUndefined();
  });

  it('refuses the names of the table and of the list', () => {
    for (const [label, text] of Object.entries(FIGURES)) type(label, text);
    type('Name', 'xc7z020');
    press('Add');
    expect(problemOf('Name')).toContain('a device of the menu has it');
    act(() => store().addDevice(mine));
    type('Name', 'mine');
    press('Add');
    expect(problemOf('Name')).toContain('another of your devices has the id mine');
  });

  it('takes a dropped file, which the page around does not see', async () => {
    const seen = vi.fn();
    host.addEventListener('drop', seen);
    await bring('drop', 'dataTransfer', { files: [new File([JSON.stringify(mine)], 'mine.json')] });
    expect(store().design.ownDevice).toEqual(mine);
    expect(form()).toBeNull();
  });

  it('takes pasted JSON, and says what is wrong with it', async () => {
    const clipboard = (text: string) => ({ getData: () => text });
    await bring('paste', 'clipboardData', clipboard(' {"id": "mine", "luts": 3}'));
    expect(form()!.querySelector('[role=alert]')?.textContent).toContain('pasted text is');
    await bring('paste', 'clipboardData', clipboard('40600'));
    expect(store().ownDevices).toEqual([]);
    await bring('paste', 'clipboardData', clipboard(JSON.stringify(mine)));
    expect(store().ownDevices).toEqual([mine]);
  });

  it('closes without a part', () => {
    press('Cancel');
    expect(form()).toBeNull();
    expect(store().design).toEqual(DESIGN_DEFAULTS);
  });
});
