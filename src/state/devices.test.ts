// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { deviceOf } from '../core/hardware/devices';
import { addDevice, addDeviceJson, isKept, removeDevice } from './devices';
import { syncDevices } from './devices-sync';
import { useStore } from './store';

const KEY = 'bitscape-devices';
const mine = { ...deviceOf('xc7z020'), id: 'mine', boards: [], source: 'me' };
const other = { ...mine, id: 'other' };
const state = () => useStore.getState();
const ids = () => state().ownDevices.map(({ id }) => id);

let stop = () => {};
beforeEach(() => {
  localStorage.clear();
  useStore.setState({ ownDevices: [], notices: [], log: [] });
  state().openDesign({ ...DESIGN_DEFAULTS, device: 'zu3eg' });
});
afterEach(() => {
  stop();
  stop = () => {};
  vi.unstubAllGlobals();
});

describe("a person's own devices", () => {
  it('are added and chosen in one step of undo, and removed', () => {
    addDevice(mine);
    expect(ids()).toEqual(['mine']);
    expect(state().design).toMatchObject({ device: 'zu3eg', ownDevice: mine });
    state().undo();
    expect(state().design.ownDevice).toBeNull();
    state().redo();
    removeDevice(mine);
    expect(ids()).toEqual([]);
    expect(state().design).toMatchObject({ device: 'zu3eg', ownDevice: null });
  });

  it('have ids of their own', () => {
    addDevice(mine);
    for (const taken of [mine, { ...mine, lut: 1 }, { ...mine, id: 'xc7z020' }]) {
      expect(() => addDevice(taken)).toThrow(
        expect.objectContaining({ name: 'DeviceExists', message: expect.stringContaining(taken.id) }),
      );
    }
    expect(ids()).toEqual(['mine']);
  });

  it('come from JSON too, named by its place', () => {
    addDeviceJson(JSON.stringify(mine), 'mine.json');
    expect(ids()).toEqual(['mine']);
    expect(() => addDeviceJson('{', 'mine.json')).toThrow('mine.json is not JSON');
    const wrong = { ...mine, id: 'xc7z020' };
    expect(() => addDeviceJson(JSON.stringify(wrong), 'mine.json')).toThrow('mine.json: id is "xc7z020"');
  });

  it('are kept only with the same figures', () => {
    expect(isKept(mine, [other, mine])).toBe(true);
    expect(isKept({ ...mine, dsp: 1 }, [mine])).toBe(false);
  });
});

describe('the storage of this browser', () => {
  it('has them, and gives them to the next visit', () => {
    stop = syncDevices();
    addDevice(mine);
    stop();
    useStore.setState({ ownDevices: [] });
    stop = syncDevices();
    expect(state().ownDevices).toEqual([mine]);
  });

  it('leaves out what is no device, and says so in the log', () => {
    localStorage.setItem(KEY, JSON.stringify([{ ...mine, lut: 'many' }, other]));
    stop = syncDevices();
    expect(ids()).toEqual(['other']);
    expect(state().log.map(({ text }) => text)).toEqual([expect.stringContaining('[0].lut is "many"')]);
    localStorage.setItem(KEY, '{');
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
    expect(state().log.at(-1)?.text).toContain('cannot be read');
  });

  it('follows another tab', () => {
    stop = syncDevices();
    localStorage.setItem(KEY, JSON.stringify([other]));
    window.dispatchEvent(new StorageEvent('storage', { key: 'else' }));
    expect(ids()).toEqual([]);
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
    expect(ids()).toEqual(['other']);
  });

  it('may be refused: they hold for the visit, with a message', () => {
    stop = syncDevices();
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem() {
        throw new Error('denied');
      },
    });
    addDevice(mine);
    expect(ids()).toEqual(['mine']);
    expect(state().notices.map(({ text }) => text)).toEqual([expect.stringContaining('refuses storage')]);
  });
});
