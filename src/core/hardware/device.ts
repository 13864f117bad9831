import type { ResourceName, Resources } from './estimate';

/** An FPGA and what it holds. */
export interface Device {
  /** Short id of menus and links: "xc7z020". */
  id: string;
  /** Vivado part name: "xc7z020clg400-1". */
  part: string;
  family: string;
  /** Boards that carry it. */
  boards: string[];
  lut: number;
  ff: number;
  /** RAMB18 blocks (twice the RAMB36 count). */
  bram18: number;
  dsp: number;
  /** Where the figures come from. */
  source: string;
}

/** How a design sits on a device. */
export interface Fit {
  /** Every modelled resource <= 100 %. */
  fits: boolean;
  /** Used / available, null where not modelled. */
  utilisation: Record<ResourceName, number | null>;
  /** The resource with the highest utilisation. */
  binding: ResourceName;
}

/** Fit of the resources on the device; what is not modelled neither helps nor hinders. */
export function fitOn(device: Device, resources: Resources): Fit {
  const names: ResourceName[] = ['lut', 'ff', 'bram18', 'dsp'];
  const share = (name: ResourceName): number | null => {
    const used = resources[name];
    return used === null ? null : used / device[name];
  };
  const utilisation = { lut: share('lut'), ff: share('ff'), bram18: share('bram18'), dsp: share('dsp') };
  const binding = names.reduce((a, b) => ((utilisation[b] ?? -1) > (utilisation[a] ?? -1) ? b : a));
  return { fits: names.every((n) => (utilisation[n] ?? 0) <= 1), utilisation, binding };
}
