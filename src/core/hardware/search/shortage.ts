import type { Device } from '../device';
import type { ResourceName } from '../estimate';
import type { PricedNetwork } from './priced';

/** A resource of which foldings need more than they may take. */
export interface Shortage {
  resource: ResourceName;
  needed: number;
  available: number;
  /** True: no folding needs fewer. False: the one does that takes the smallest share; others lack something else. */
  always: boolean;
}

/** The resources of which more is needed than there is. `need`: of the resource in that column. */
export const shortages = (
  { resources, limits, scarce }: PricedNetwork,
  need: (column: number) => number,
  always: boolean,
): Shortage[] =>
  scarce.flatMap(({ column }) => {
    const needed = Math.round(need(column));
    const available = limits[column];
    return needed > available ? [{ resource: resources[column], needed, available, always }] : [];
  });

const LABELS: Readonly<Record<ResourceName, string>> = {
  lut: 'LUT',
  ff: 'FF',
  bram18: 'BRAM18',
  uram: 'URAM',
  dsp: 'DSP',
};

/** The shortage in words: "no folding fits xc7z020: even the smallest needs at least 1436 BRAM18 of 280". */
export function shortageText(short: readonly Shortage[], device: Device, proven: boolean): string {
  const parts = short.map(
    ({ resource, needed, available, always }) =>
      `${always ? 'at least ' : ''}${needed} ${LABELS[resource]} of ${available}`,
  );
  const needs = parts.join(' and ');
  if (short.every(({ always }) => always)) {
    return `no folding fits ${device.id}: even the smallest needs ${needs}`;
  }
  const smallest = `the one that takes the smallest share of it needs ${needs}`;
  return proven
    ? `no folding fits ${device.id}: ${smallest}; those that need less of one need more of another`
    : `no folding was found that fits ${device.id}, the search gave up: ${smallest}`;
}
