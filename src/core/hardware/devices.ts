import { BitscapeError } from '../errors';
import type { Device } from './device';
import { DEVICE_TABLE } from './device-table';

/** The devices of the menu, by id. */
export const DEVICES: Readonly<Record<string, Device>> = Object.fromEntries(
  DEVICE_TABLE.map((device) => [device.id, device]),
);

/**
 * The device of an id.
 * @throws BitscapeError "UnknownDevice" that lists the ids.
 */
export function deviceOf(id: string): Device {
  if (Object.hasOwn(DEVICES, id)) return DEVICES[id];
  throw new BitscapeError(
    'UnknownDevice',
    `"${id}" is not a device: use one of ${Object.keys(DEVICES).join(', ')}`,
    'device',
  );
}
