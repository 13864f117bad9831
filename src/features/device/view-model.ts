import type { Fit } from '../../core/hardware/device';
import type { ResourceName } from '../../core/hardware/estimate';
import type { GridCounts } from '../../core/hardware/grid-estimate';
import { RESOURCE_LABELS } from '../meters/view-model';

/** "30 of 64 networks fit. Beyond them BRAM18 runs out first.", in three parts so that the name can stand out. */
export function fitSentence(cells: readonly { fit: Fit }[]): {
  before: string;
  binding: string;
  after: string;
} {
  const misfits = cells.filter((cell) => !cell.fit.fits);
  const fitting = cells.length - misfits.length;
  if (misfits.length === 0) return { before: `All ${cells.length} networks fit.`, binding: '', after: '' };
  const binding = RESOURCE_LABELS[mostFrequent(misfits.map((cell) => cell.fit.binding))];
  const before =
    fitting === 0 ? 'No network fits:' : `${fitting} of ${cells.length} networks fit. Beyond them`;
  return { before, binding, after: fitting === 0 ? 'runs out most often.' : 'runs out first most often.' };
}

function mostFrequent(names: readonly ResourceName[]): ResourceName {
  const counts = new Map<ResourceName, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

/**
 * "Within the device alone: BRAM18 7, FF 22, BRAM18 and FF 4, LUT 0 of 64.", as paper 003 section 3.5 counts;
 * what is not modelled is left out.
 */
export function countsSentence(counts: GridCounts, cells: number): string {
  const parts: [string, number | null][] = [
    ['BRAM18', counts.bram],
    ['FF', counts.ff],
    ['BRAM18 and FF', counts.bramAndFf],
    ['LUT', counts.lut],
  ];
  const known = parts.filter(([, count]) => count !== null).map(([name, count]) => `${name} ${count}`);
  return `Within the device by resource: ${known.join(', ')} of ${cells}.`;
}
