import type { Chain } from '../../core/hardware/chain';
import type { NodeEstimate, NodeKind } from '../../core/hardware/estimate';
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
