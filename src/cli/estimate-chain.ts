import type { Estimate } from '../core/hardware/estimate';
import { estimatorOf } from '../core/hardware/estimators';
import { streamsOf } from '../core/hardware/stream/streams';
import type { Topology } from '../core/network/topology';
import type { Precision } from '../core/precision';
import { resources } from './estimate-result';

/** `chain` of what `estimate` prints: the whole hardware of the network, where the estimator models it. */
export function chainResult(topology: Topology, precision: Precision, estimate: Estimate) {
  const chain = estimatorOf(estimate.estimator).chain?.({ topology, precision }, estimate);
  if (!chain) return {};
  const { nodes, total, atLeast, ii, bottleneck, fps, latencyCycles } = chain;
  return {
    chain: {
      nodes: nodes.map((node) => ({
        name: node.name,
        kind: node.kind,
        shape: node.shape,
        ...resources(node),
        cycles: node.cycles,
      })),
      total: resources(total),
      atLeast,
      ii,
      bottleneck,
      fps,
      latencyCycles,
      simulated: streamsOf({ topology, precision }, estimate),
    },
  };
}
