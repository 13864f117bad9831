import type { Chain } from '../../hardware/chain';
import type { Resources } from '../../hardware/estimate';
import { RAMB18_BITS, URAM_BITS, usedShare } from '../../hardware/ramb18';
import type { LayerPlan, Plan } from '../plan';
import { type FinnNode, finnNodes } from './finn-nodes';

/** Resources of a node under FINN's keys, in FINN's order; what is not modelled is left out. */
export type FinnResources = Partial<Record<FinnKey, number>>;

type FinnKey = 'BRAM_18K' | 'BRAM_efficiency' | 'LUT' | 'FF' | 'URAM' | 'URAM_efficiency' | 'DSP';

/** Which share of its blocks a node fills; null where that is not modelled. */
interface Efficiency {
  bram18: number | null;
  uram: number | null;
}

const NO_EFFICIENCY: Efficiency = { bram18: null, uram: null };

/** The three reports that FINN's builder writes before synthesis (finn/builder/build_dataflow_steps.py). */
export interface FinnReports {
  resources: Record<string, FinnResources>;
  cycles: Record<string, number>;
  performance: {
    critical_path_cycles: number;
    max_cycles: number;
    max_cycles_node_name: string;
    estimated_throughput_fps: number;
    estimated_latency_ns: number;
  };
}

/**
 * FINN's reports of an estimate. Its `total` adds up the nodes that are in it, as FINN does (aggregate_dict_keys); of an
 * estimator without a chain it is the estimate's, base costs included.
 */
export function finnReports(plan: Plan, chain: Chain | null): FinnReports {
  const { estimate, clockMhz } = plan.request;
  const nodes = finnNodes(estimate, chain);
  const { ii, bottleneck, fps, latencyCycles } = chain ?? estimate;
  const layers = new Map(plan.layers.map((layer) => [layer.name, layer]));
  const total = chain ? sumOf(nodes) : estimate.total;
  const slowest = nodes.find(({ ours }) => ours === bottleneck);
  return {
    resources: {
      ...Object.fromEntries(
        nodes.map((node) => [
          node.name,
          finnResources(node.resources, chain ? efficiencyOf(node, layers.get(node.ours)) : NO_EFFICIENCY),
        ]),
      ),
      total: finnResources(total, NO_EFFICIENCY),
    },
    cycles: Object.fromEntries(
      nodes.flatMap(({ name, cycles }) => (cycles === null ? [] : [[name, cycles]])),
    ),
    performance: {
      critical_path_cycles: latencyCycles,
      max_cycles: ii,
      max_cycles_node_name: slowest?.name ?? bottleneck,
      estimated_throughput_fps: fps,
      estimated_latency_ns: (latencyCycles * 1000) / clockMhz,
    },
  };
}

/** Of an MVAU: weight bits over the bits of its blocks; of others 1 where they use none. Source: matrixvectoractivation.py:429-453. */
function efficiencyOf({ kind, resources: { bram18, uram } }: FinnNode, layer?: LayerPlan): Efficiency {
  const none = (blocks: number | null) => (blocks === 0 ? 1 : null);
  if (kind !== 'mvau' || !layer) return { bram18: none(bram18), uram: none(uram) };
  const bits = layer.weight.bits * layer.folding.mw * layer.folding.mh;
  const share = (blocks: number | null, each: number) =>
    blocks === null ? null : usedShare(bits, blocks, each);
  return { bram18: share(bram18, RAMB18_BITS), uram: share(uram, URAM_BITS) };
}

function finnResources({ lut, ff, bram18, uram, dsp }: Resources, efficiency: Efficiency): FinnResources {
  const all: [FinnKey, number | null][] = [
    ['BRAM_18K', bram18],
    ['BRAM_efficiency', efficiency.bram18],
    ['LUT', lut],
    ['FF', ff],
    ['URAM', uram],
    ['URAM_efficiency', efficiency.uram],
    ['DSP', dsp],
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

/** Sums of what is modelled; null where no node is. */
function sumOf(nodes: readonly FinnNode[]): Resources {
  const sum = (name: keyof Resources): number | null =>
    nodes.reduce<number | null>((total, { resources }) => {
      const value = resources[name];
      return value === null ? total : (total ?? 0) + value;
    }, null);
  return { lut: sum('lut'), ff: sum('ff'), bram18: sum('bram18'), uram: sum('uram'), dsp: sum('dsp') };
}
