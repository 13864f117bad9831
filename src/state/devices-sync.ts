import { deviceFromJson } from '../core/hardware/device-json';
import { syncKeptList } from './kept-list';
import { useStore } from './store';

/** Keeps the person's own devices and what this browser stores equal, over all its tabs. Returns a function that stops. */
export const syncDevices = (): (() => void) =>
  syncKeptList({
    key: 'bitscape-devices',
    noun: 'device',
    errorName: 'BadDevice',
    item: deviceFromJson,
    get: (state) => state.ownDevices,
    set: (devices) => useStore.getState().setOwnDevices(devices),
  });
