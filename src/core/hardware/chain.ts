import { pooledShape, type Stage } from '../network/topology';
import { countedNode, dwcNode, fifoNode, mvauNode, swgNode, type Unnamed } from './chain-nodes';
import { convolutionSwg, poolSwg, swgOutWidth } from './chain-swg';
import { dataTypeOf } from './data-type';
import type { Estimate, NodeEstimate, NodeKind, ResourceName, Resources } from './estimate';
import type { EstimateRequest } from './estimator';
import { divisorsOf } from './folding';
import { remembered } from './remembered';
import { stageMvau } from './stage-mvau';
import { knownStagesOf } from './stages';
import { swgCycles } from './swg';

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

/** Deepest FIFO that FINN builds from shift registers (`max_qsrl_depth`); deeper ones are Vivado's, in block RAM. */
const DEEPEST_RTL = 256;

/**
 * The chain of FINN's estimate of a network: per stage a sliding-window generator (convolutions), the MVAU, pooling with
 * a generator of its own, and a FIFO towards the next stage; width converters where streams do not match; the choice of
 * the class at the end. What is not an MVAU is folded as slowly as the slowest MVAU allows.
 * Assumption: a FIFO holds one output vector, of a feature map one row; FINN finds depths by simulation.
 */
export function chainOf(request: Pick<EstimateRequest, 'topology' | 'precision'>, estimate: Estimate): Chain {
  const stages = knownStagesOf(request.topology);
  const nodes: Unnamed[] = [];
  let width: number | null = null;
  const join = (next: number): void => {
    if (width !== null && width !== next) nodes.push(dwcNode({ inWidth: width, outWidth: next }));
  };
  stages.forEach((stage, i) => {
    const layer = estimate.layers[i];
    const mvau = stageMvau(request.topology, stage, i, request.precision, layer.folding);
    const inBits = dataTypeOf(mvau.inputDataType).bits;
    const outBits = dataTypeOf(mvau.outputDataType).bits;
    if (stage.kind === 'conv') {
      const windows = windowsOf(stage, inBits, estimate.ii);
      join(windows.inWidth);
      nodes.push(windows.node);
      width = windows.outWidth;
    }
    join(layer.folding.simd * inBits);
    nodes.push(mvauNode(layer));
    width = layer.folding.pe * outBits;
    if (stage.pool > 1) {
      const pool = poolOf(stage, outBits, estimate.ii);
      join(pool.width);
      nodes.push(...pool.nodes);
      width = pool.width;
    }
    if (!stage.last) nodes.push(fifoNode(fifoAfter(stage, outBits, width)));
  });
  const { units } = stages[stages.length - 1];
  nodes.push(labelNode(units, estimate.ii));
  return summed(nodes, estimate.clockMhz);
}

/** The generator before a convolution, with the widths of its streams. */
const windowsOf = remembered((stage, bits, cycles) => {
  const swg = convolutionSwg(stage, bits, cycles);
  return { node: swgNode(swg), inWidth: swg.simd * bits, outWidth: swgOutWidth(swg) };
});

/** The generator and the pool behind a stage, with the width of their streams. */
const poolOf = remembered((stage, bits, cycles) => {
  const pe = poolPe(stage, bits, cycles);
  return { nodes: [swgNode(poolSwg(stage, bits, pe)), poolNode(stage, pe)], width: pe * bits };
});

/** The FIFO behind a stage: one vector, or one row of the feature map. */
function fifoAfter(stage: Stage, bits: number, width: number) {
  const { width: columns, channels } = pooledShape(stage);
  const depth = Math.max(2, Math.ceil((columns * channels * bits) / width));
  return depth <= DEEPEST_RTL
    ? ({ depth, width, impl_style: 'rtl', ram_style: 'auto' } as const)
    : ({ depth, width, impl_style: 'vivado', ram_style: 'block' } as const);
}

const outputsOf = (stage: Stage): number => {
  const { height, width } = pooledShape(stage);
  return height * width;
};

const poolCycles = (stage: Stage, pe: number): number =>
  ((stage.units * stage.pool ** 2) / pe) * outputsOf(stage);

/** The fewest channels at once with which the pool and its generator keep up. */
const poolPe = (stage: Stage, bits: number, cycles: number): number =>
  divisorsOf(stage.units).find(
    (pe) => Math.max(poolCycles(stage, pe), swgCycles(poolSwg(stage, bits, pe))) <= cycles,
  ) ?? stage.units;

const poolNode = (stage: Stage, pe: number): Unnamed =>
  countedNode('pool', `${stage.pool} x ${stage.pool} maximum, PE ${pe}`, {
    cycles: poolCycles(stage, pe),
    formula: 'channels kernel^2 / PE x output pixels',
    substituted: `${stage.units} x ${stage.pool}^2 / ${pe} x ${outputsOf(stage)}`,
    source: 'pool.py:134',
  });

function labelNode(labels: number, cycles: number): Unnamed {
  const pe = divisorsOf(labels).find((d) => labels / d <= cycles) ?? labels;
  return countedNode('label-select', `best of ${labels}, PE ${pe}`, {
    cycles: labels / pe,
    formula: 'labels / PE',
    substituted: `${labels} / ${pe}`,
    source: 'labelselect.py:161',
  });
}

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
  { kind, shape, lut, ff, bram18, dsp, cycles, explanations }: Unnamed,
  index: number,
): NodeEstimate => ({
  name: `${PREFIXES[kind]}${index}`,
  kind,
  shape,
  lut,
  ff,
  bram18,
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
      dsp: sumOf(nodes, dspOf),
    },
    atLeast: {
      lut: without(nodes, lutOf),
      ff: without(nodes, ffOf),
      bram18: without(nodes, bramOf),
      dsp: without(nodes, dspOf),
    },
    ii,
    bottleneck: slowest.name,
    fps: (clockMhz * 1e6) / ii,
    latencyCycles: nodes.reduce((sum, node) => sum + (node.cycles ?? 0), 0),
  };
}
