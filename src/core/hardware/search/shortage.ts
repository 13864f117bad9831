import type { Device } from '../device';
import type { ResourceName } from '../estimate';
import { cheapestPicks, leastSum, type PricedNetwork, sumOf } from './choose';

/** A resource of which foldings need more than they may take. */
export interface Shortage {
  resource: ResourceName;
  needed: number;
  available: number;
  /** True: no folding needs fewer. False: the one does that takes the smallest share; others lack something else. */
  always: boolean;
}

/**
 * What rules out the foldings of the first `counts[i]` of each stage: the resources of which every one needs too much;
 * if each resource alone would do, those that the cheapest folding lacks.
 */
export function shortages(
  resources: readonly ResourceName[],
  network: PricedNetwork,
  counts: readonly number[],
): Shortage[] {
  const over = (needs: readonly number[], always: boolean): Shortage[] =>
    resources.flatMap((resource, r) => {
      const needed = Math.round(needs[r]);
      const available = network.limits[r];
      return needed > available ? [{ resource, needed, available, always }] : [];
    });
  const certain = over(
    resources.map((_, r) => leastSum(network, counts, r)),
    true,
  );
  return certain.length > 0 ? certain : over(sumOf(network, cheapestPicks(network, counts)), false);
}

const LABELS: Readonly<Record<ResourceName, string>> = { lut: 'LUT', ff: 'FF', bram18: 'BRAM18', dsp: 'DSP' };

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
