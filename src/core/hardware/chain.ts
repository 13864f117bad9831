import type { Stage } from '../network/topology';
import { inputBitsOf, type Part, partBram, partLut, partsBefore } from './around';
import { countedNode, mvauNode, partNode, type Unnamed } from './chain-nodes';
import type { Estimate, NodeEstimate, NodeKind, ResourceName, Resources } from './estimate';
import type { EstimateRequest } from './estimator';
import { divisorsOf } from './folding';
import { knownStagesOf } from './stages';

/** A network as FINN builds it, from the first window to the class. */
export interface Chain {
  nodes: NodeEstimate[];
  /** Sums of what is modelled; null where no node is. A lower bound: see `atLeast`. */
  total: Resources;
  /** The nodes that a total leaves out, by resource. */
  atLeast: Record<ResourceName, string[]>;
  /** Cycles of the slowest node, its name, frames per second, sum of all cycles. */
  ii: number;
  bottleneck: string;
  fps: number;
  latencyCycles: number;
}

/**
 * The chain of FINN's estimate of a network: per stage a sliding-window generator (convolutions), the MVAU, pooling with
 * a generator of its own, FIFOs between them; width converters where streams do not match; the choice of the class at
 * the end. What is not an MVAU is folded as slowly as the slowest MVAU allows.
 * Assumption: FIFOs hold a vector or window before an MVAU, a kernel's rows but one before a generator. FINN finds depths
 * by simulation; `stream` says how many words are enough.
 */
export function chainOf({ topology, precision }: ChainRequest, estimate: Estimate): Chain {
  const stages = knownStagesOf(topology);
  const nodes: Unnamed[] = [];
  stages.forEach((_, i) => {
    for (const part of partsOf(stages, i, precision, estimate)) nodes.push(partNode(part));
    nodes.push(mvauNode(estimate.layers[i]));
  });
  const { units } = stages[stages.length - 1];
  nodes.push(labelNode(units, labelPe(units, estimate.ii)));
  return summed(nodes, estimate.clockMhz);
}

/** What a chain depends on besides the estimate. */
export type ChainRequest = Pick<EstimateRequest, 'topology' | 'precision'>;

/** What stands before the MVAU of stage `i` in an estimated network. */
export function partsOf(
  stages: readonly Stage[],
  i: number,
  precision: EstimateRequest['precision'],
  { layers, ii }: Estimate,
): Part[] {
  const pe = i > 0 ? layers[i - 1].folding.pe : 1;
  return partsBefore(stages, i, inputBitsOf(i, precision), pe, layers[i].folding.simd, ii);
}

/**
 * Resources of an estimate with everything around its layers, as `chainOf(...).total` has them, without the nodes: fast
 * enough for every cell of a grid.
 */
export function chainTotal({ topology, precision }: ChainRequest, estimate: Estimate): Resources {
  const stages = knownStagesOf(topology);
  const { lut, ff, bram18, uram, dsp } = estimate.total;
  let [lutAround, bramAround] = [0, 0];
  for (let i = 0; i < stages.length; i++) {
    for (const part of partsOf(stages, i, precision, estimate)) {
      lutAround += partLut(part);
      bramAround += partBram(part);
    }
  }
  return {
    lut: lut === null ? null : lut + lutAround,
    ff,
    bram18: bram18 === null ? null : bram18 + bramAround,
    uram,
    dsp,
  };
}

/** The fewest labels at once with which their choice keeps up with `cycles`. */
export const labelPe = (labels: number, cycles: number): number =>
  divisorsOf(labels).find((d) => labels / d <= cycles) ?? labels;

const labelNode = (labels: number, pe: number): Unnamed =>
  countedNode('label-select', `best of ${labels}, PE ${pe}`, {
    cycles: labels / pe,
    formula: 'labels / PE',
    substituted: `${labels} / ${pe}`,
    source: 'labelselect.py:161',
  });

const PREFIXES: Readonly<Record<NodeKind, string>> = {
  swg: 'swg',
  mvau: 'mvau',
  fifo: 'fifo',
  dwc: 'dwc',
  pool: 'pool',
  'label-select': 'labelselect',
};

type ResourceOf = (node: NodeEstimate) => number | null;
const lutOf: ResourceOf = (node) => node.lut;
const ffOf: ResourceOf = (node) => node.ff;
const bramOf: ResourceOf = (node) => node.bram18;
const uramOf: ResourceOf = (node) => node.uram;
const dspOf: ResourceOf = (node) => node.dsp;

/** Sum of what is modelled, null where no node is. */
function sumOf(nodes: readonly NodeEstimate[], of: ResourceOf): number | null {
  let sum: number | null = null;
  for (const node of nodes) {
    const value = of(node);
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** Names of the nodes without a model. */
const without = (nodes: readonly NodeEstimate[], of: ResourceOf): string[] =>
  nodes.filter((node) => of(node) === null).map(({ name }) => name);

/** Field by field: a spread would cost more than the node. */
const named = (
  { kind, shape, lut, ff, bram18, uram, dsp, cycles, explanations }: Unnamed,
  index: number,
): NodeEstimate => ({
  name: `${PREFIXES[kind]}${index}`,
  kind,
  shape,
  lut,
  ff,
  bram18,
  uram,
  dsp,
  cycles,
  explanations,
});

/** Names the nodes and adds them up. */
function summed(unnamed: readonly Unnamed[], clockMhz: number): Chain {
  const counts: Record<NodeKind, number> = { swg: 0, mvau: 0, fifo: 0, dwc: 0, pool: 0, 'label-select': 0 };
  const nodes = unnamed.map((node) => named(node, counts[node.kind]++));
  const slowest = nodes.reduce((a, b) => ((b.cycles ?? 0) > (a.cycles ?? 0) ? b : a));
  const ii = slowest.cycles ?? 0;
  return {
    nodes,
    total: {
      lut: sumOf(nodes, lutOf),
      ff: sumOf(nodes, ffOf),
      bram18: sumOf(nodes, bramOf),
      uram: sumOf(nodes, uramOf),
      dsp: sumOf(nodes, dspOf),
    },
    atLeast: {
      lut: without(nodes, lutOf),
      ff: without(nodes, ffOf),
      bram18: without(nodes, bramOf),
      uram: without(nodes, uramOf),
      dsp: without(nodes, dspOf),
    },
    ii,
    bottleneck: slowest.name,
    fps: (clockMhz * 1e6) / ii,
    latencyCycles: nodes.reduce((sum, node) => sum + (node.cycles ?? 0), 0),
  };
}
