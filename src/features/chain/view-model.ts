import type { Chain } from '../../core/hardware/chain';
import type { NodeEstimate, NodeKind } from '../../core/hardware/estimate';
import type { Streams } from '../../core/hardware/stream/streams';
import { count } from '../chart/numbers';

const TITLES: Readonly<Record<NodeKind, string>> = {
  swg: 'SWG',
  mvau: 'MVAU',
  fifo: 'FIFO',
  dwc: 'DWC',
  pool: 'Pool',
  'label-select': 'Label select',
};

/** "FIFO 0"; the one label select has no number. */
export const nodeTitle = ({ kind, name }: Pick<NodeEstimate, 'kind' | 'name'>): string =>
  kind === 'label-select' ? TITLES[kind] : `${TITLES[kind]} ${/\d+$/.exec(name)?.[0]}`;

/** What stands around the MVAUs, in the order of the data. */
export const aroundMvaus = ({ nodes }: Chain): NodeEstimate[] => nodes.filter(({ kind }) => kind !== 'mvau');

/** "With the layers at least 7,884 LUT and 19 BRAM18, 10,993 frames/s: SWG 2 is the slowest." */
export function chainSentence({ nodes, total, fps, bottleneck }: Chain): string {
  const parts = [
    total.lut === null ? null : `${count(total.lut)} LUT`,
    total.bram18 === null ? null : `${count(total.bram18)} BRAM18`,
  ].filter((part) => part !== null);
  const slowest = nodes.find(({ name }) => name === bottleneck);
  const speed = slowest ? `, ${count(fps)} frames/s: ${nodeTitle(slowest)} is the slowest` : '';
  return `With the layers at least ${parts.join(' and ')}${speed}.`;
}

/** What a node is; of a FIFO also how many of its words are enough, once it was simulated. */
export function nodeShape({ name, shape }: NodeEstimate, streams: Streams | null): string {
  const fifo = streams?.fifos.find((one) => one.name === name);
  if (!fifo) return shape;
  if (fifo.enough === null) return `${shape}; no depth avoids all stalls`;
  if (fifo.enough === fifo.depth) return shape;
  return `${shape}; ${count(fifo.enough)} would ${fifo.enough < fifo.depth ? 'do' : 'avoid stalls'}`;
}

/** ", as fast as the slowest node;" or by how much slower. */
export function paceSentence({ ii, slowest }: Streams): string {
  if (ii === slowest) return ', as fast as the slowest node;';
  return `, ${((100 * (ii - slowest)) / slowest).toPrecision(2)} % slower than the slowest node;`;
}

/** "71.7 µs at 100 MHz" */
export const latencyText = ({ latencyCycles }: Streams, clockMhz: number): string => {
  const micros = latencyCycles / clockMhz;
  return micros < 1000
    ? `${Number(micros.toPrecision(3))} µs at ${clockMhz} MHz`
    : `${Number((micros / 1000).toPrecision(3))} ms at ${clockMhz} MHz`;
};
