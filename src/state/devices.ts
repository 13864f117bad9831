import { useMemo } from 'react';
import { jsonTextReader } from '../core/design/json-reader';
import { onDevice } from '../core/design/own-device';
import type { Device } from '../core/hardware/device';
import { deviceFromJson } from '../core/hardware/device-json';
import { DEVICE_TABLE } from '../core/hardware/device-table';
import { deviceText } from '../core/hardware/device-text';
import { useStore } from './store';

/** Devices of a person's own: those that this browser keeps, and that of the design, before a kept one of its id. */
export function useOwnDevices(): readonly Device[] {
  const kept = useStore((s) => s.ownDevices);
  const present = useStore((s) => s.design.ownDevice);
  return useMemo(() => {
    if (!present || isKept(present, kept)) return kept;
    return [...kept.filter(({ id }) => id !== present.id), present];
  }, [kept, present]);
}

/** Every device of the menu: the table's, then one's own. */
export function useDevices(): readonly Device[] {
  const own = useOwnDevices();
  return useMemo(() => [...DEVICE_TABLE, ...own], [own]);
}

/** Whether the list has this device, with the same figures. */
export const isKept = (device: Device, kept: readonly Device[]): boolean =>
  kept.some((other) => deviceText(other) === deviceText(device));

/** Keeps a device in this browser and puts the design on it. @throws BitscapeError "DeviceExists". */
export function addDevice(device: Device): void {
  const { addDevice: add, edit } = useStore.getState();
  add(device);
  edit(onDevice(device));
}

/** The same for the JSON of a device. @throws BitscapeError "BadDevice" with the place in `where`, or "DeviceExists". */
export const addDeviceJson = (text: string, where: string): void =>
  addDevice(deviceFromJson(jsonTextReader(text, where, 'BadDevice')));

/** Forgets a device; a design that is on it goes back to its device of the table. */
export function removeDevice(device: Device): void {
  const { removeDevice: remove, design, edit } = useStore.getState();
  remove(device.id);
  if (design.ownDevice?.id === device.id) edit({ ownDevice: null });
}
