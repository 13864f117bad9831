import type { Device, Fit } from '../../core/hardware/device';
import { RESOURCE_NAMES, type ResourceName, type Resources } from '../../core/hardware/estimate';
import { share } from '../chart/numbers';

/** One bar: a resource used of what the device holds. */
export interface Meter {
  name: ResourceName;
  label: string;
  used: number | null;
  available: number;
  /** Used / available; above 1 it does not fit. */
  utilisation: number | null;
  /** "30 %", "none" where the device has none of what is used; empty when not modelled. */
  text: string;
  binding: boolean;
  over: boolean;
}

/** Names as the field prints them. */
export const RESOURCE_LABELS: Record<ResourceName, string> = {
  lut: 'LUT',
  ff: 'FF',
  bram18: 'BRAM18',
  uram: 'URAM',
  dsp: 'DSP',
};

/** The resources to show: UltraRAM only where the device has some or the design uses it, since most devices have none. */
export const shownResources = (used: Resources, device: Device): ResourceName[] =>
  RESOURCE_NAMES.filter((name) => name !== 'uram' || device.uram > 0 || (used.uram ?? 0) > 0);

/** The device's bars in a fixed order; nothing binds when nothing is modelled or used. */
export function metersOf(used: Resources, device: Device, fit: Fit): Meter[] {
  return shownResources(used, device).map((name) => {
    const utilisation = fit.utilisation[name];
    return {
      name,
      label: RESOURCE_LABELS[name],
      used: used[name],
      available: device[name],
      utilisation,
      text:
        utilisation === null ? '' : utilisation === Number.POSITIVE_INFINITY ? 'none' : share(utilisation),
      binding: name === fit.binding && (utilisation ?? 0) > 0,
      over: (utilisation ?? 0) > 1,
    };
  });
}
