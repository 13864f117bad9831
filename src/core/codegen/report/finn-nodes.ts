import type { Chain } from '../../hardware/chain';
import type { Estimate, NodeKind, Resources } from '../../hardware/estimate';
import { estimatorOf } from '../../hardware/estimators';
import type { Plan } from '../plan';

/** A node of FINN's graph: its name there, and what the estimate says of it. */
export interface FinnNode {
  /** "MVAU_hls_0". */
  name: string;
  /** Its name in the chain and on the page: "mvau0". */
  ours: string;
  kind: NodeKind;
  resources: Resources;
  cycles: number | null;
}

/**
 * FINN's operator for each kind of node, as it specializes them by default; null for what FINN inserts after it has written
 * its estimates (`step_set_fifo_depths` follows `step_generate_estimate_reports`). Source: FINN dev 73ba5ed,
 * finn/builder/build_dataflow_config.py:106-126, finn/transformation/fpgadataflow/specialize_layers.py.
 */
const OPERATORS: Readonly<Record<NodeKind, string | null>> = {
  mvau: 'MVAU_hls',
  swg: 'ConvolutionInputGenerator_rtl',
  pool: 'Pool_hls',
  'label-select': 'LabelSelect_hls',
  fifo: null,
  dwc: null,
};

/** Whether the estimator of an export models what is around the layers. */
export const hasChain = ({ request }: Plan): boolean =>
  estimatorOf(request.estimate.estimator).chain !== undefined;

/** Everything around the layers of an export, where its estimator models that. */
export function chainOf({ request: { network, estimate } }: Plan): Chain | null {
  const { topology, precision } = network;
  return estimatorOf(estimate.estimator).chain?.({ topology, precision }, estimate) ?? null;
}

/**
 * Nodes of an estimate as FINN names them: operator and count, in the order of the data. Unrolled layers, which FINN does not
 * have, keep their names.
 */
export function finnNodes(estimate: Estimate, chain: Chain | null): FinnNode[] {
  const counts = new Map<string, number>();
  const unknown = estimatorOf(estimate.estimator).reuse !== undefined;
  return (chain?.nodes ?? estimate.layers).flatMap((node) => {
    const operator = OPERATORS[node.kind];
    if (operator === null) return [];
    const index = counts.get(operator) ?? 0;
    counts.set(operator, index + 1);
    const { lut, ff, bram18, uram, dsp } = node;
    return [
      {
        name: unknown ? node.name : `${operator}_${index}`,
        ours: node.name,
        kind: node.kind,
        resources: { lut, ff, bram18, uram, dsp },
        cycles: node.cycles,
      },
    ];
  });
}
