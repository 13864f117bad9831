import type { Chain } from './chain';
import type { Estimate, NodeKind, ResourceName } from './estimate';
import { type Explanation, figure } from './explanation';

/** What is added up, in words. */
const PARTS: readonly { label: string; kind: NodeKind }[] = [
  { label: 'layers', kind: 'mvau' },
  { label: 'window generators', kind: 'swg' },
  { label: 'FIFOs', kind: 'fifo' },
  { label: 'width converters', kind: 'dwc' },
];

/** How the resources that must fit a device come about where more than the layers is modelled. */
export function explainWhole(
  { totalExplanations }: Estimate,
  { nodes, total, atLeast }: Chain,
): Partial<Record<ResourceName, Explanation>> {
  const explained = (name: ResourceName): Explanation => {
    const sums = PARTS.map(({ label, kind }) => {
      const sum = nodes.reduce((a, node) => a + (node.kind === kind ? (node[name] ?? 0) : 0), 0);
      return `${label} ${figure(sum)}`;
    });
    const left = atLeast[name].join(', ');
    return {
      value: total[name] ?? 0,
      formula: 'sum over the layers and everything around them',
      substituted: `${sums.join(' + ')} = ${figure(total[name] ?? 0)}`,
      source: totalExplanations[name]?.source ?? '',
      error: `That of the parts.${left && ` A lower bound: ${left} not modelled.`}`,
    };
  };
  const own = (name: ResourceName): Explanation | undefined => totalExplanations[name];
  return {
    lut: total.lut === null ? undefined : explained('lut'),
    ff: own('ff'),
    bram18: total.bram18 === null ? undefined : explained('bram18'),
    uram: own('uram'),
    dsp: own('dsp'),
  };
}
