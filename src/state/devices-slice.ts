import type { StateCreator } from 'zustand';
import { BitscapeError } from '../core/errors';
import type { Device } from '../core/hardware/device';
import { DEVICES } from '../core/hardware/devices';
import type { AppState } from './store';

/** The FPGAs that a person has added: kept in this browser, not in the link. */
export interface DevicesSlice {
  ownDevices: readonly Device[];
  /** Adds a device. @throws BitscapeError "DeviceExists" if the table or the list has one of its id. */
  addDevice(device: Device): void;
  removeDevice(id: string): void;
  /** Replaces the list, as another tab or the storage has it. */
  setOwnDevices(devices: readonly Device[]): void;
}

export const createDevicesSlice: StateCreator<AppState, [], [], DevicesSlice> = (set, get) => ({
  ownDevices: [],
  addDevice(device) {
    checkNew(device, get().ownDevices);
    set(({ ownDevices }) => ({ ownDevices: [...ownDevices, device] }));
  },
  removeDevice: (id) =>
    set(({ ownDevices }) => ({ ownDevices: ownDevices.filter((device) => device.id !== id) })),
  setOwnDevices: (ownDevices) => set({ ownDevices }),
});

function checkNew({ id }: Device, own: readonly Device[]): void {
  const inTable = Object.hasOwn(DEVICES, id);
  if (!inTable && own.every((device) => device.id !== id)) return;
  const owner = inTable ? 'a device of the menu' : 'another of your devices';
  throw new BitscapeError('DeviceExists', `${owner} has the id ${id}: choose another`, 'id');
}
