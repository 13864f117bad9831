import { RESOURCE_NAMES, type ResourceName, type Resources } from './estimate';

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
  /** UltraRAM blocks of 288 Kb; 0 where the family has none. */
  uram: number;
  dsp: number;
  /** Where the figures come from. */
  source: string;
}

/**
 * Shares of a device that a design should leave room under, so that it meets timing.
 * Source: FINN finn/util/platforms.py:40, "recommended resource limits from Xilinx for timing closure".
 */
export const RECOMMENDED_CEILINGS: Readonly<Record<ResourceName, number>> = {
  lut: 0.7,
  ff: 0.5,
  bram18: 0.8,
  uram: 0.8,
  dsp: 0.8,
};

/** How a design sits on a device. */
export interface Fit {
  /** Every modelled resource <= 100 %. */
  fits: boolean;
  /** Used / available, null where not modelled; infinite where the device has none of what is used. */
  utilisation: Record<ResourceName, number | null>;
  /** The resource with the highest utilisation. */
  binding: ResourceName;
  /** What is used of each resource, everything around the layers included; null where not modelled. */
  used: Resources;
}

/** Fit of the resources on the device; what is not modelled neither helps nor hinders. */
export function fitOn(device: Device, resources: Resources): Fit {
  const share = (name: ResourceName): number | null => {
    const used = resources[name];
    return used === null || used === 0 ? used : used / device[name];
  };
  const utilisation = {
    lut: share('lut'),
    ff: share('ff'),
    bram18: share('bram18'),
    uram: share('uram'),
    dsp: share('dsp'),
  };
  const binding = RESOURCE_NAMES.reduce((a, b) => ((utilisation[b] ?? -1) > (utilisation[a] ?? -1) ? b : a));
  const fits = RESOURCE_NAMES.every((n) => (utilisation[n] ?? 0) <= 1);
  return { fits, utilisation, binding, used: resources };
}
