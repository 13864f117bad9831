import { pooledShape } from '../network/topology';
import { type Dwc, type Part, type Pool, poolCycles } from './around';
import {
  type Counted,
  explainCounted,
  explainDwcLut,
  explainFifoBram,
  explainFifoLut,
  explainSwgCycles,
  explainSwgLut,
} from './chain-explain';
import { dwcLut } from './dwc';
import type { LayerEstimate, NodeEstimate, Resources } from './estimate';
import { type FifoParams, fifoBram, fifoDepth, fifoLut } from './fifo';
import { lazyExplanations } from './lazy-explanations';
import { type Swg, swgCycles, swgLut } from './swg';
import { swgBram } from './swg-memory';

/** A node before it is counted and named. */
export type Unnamed = Omit<NodeEstimate, 'name'>;

const swgExplanations = lazyExplanations({ lut: explainSwgLut, cycles: explainSwgCycles });
const fifoExplanations = lazyExplanations({ lut: explainFifoLut, bram18: explainFifoBram });
const dwcExplanations = lazyExplanations({ lut: explainDwcLut });
const countedExplanations = lazyExplanations({ cycles: explainCounted });

/** FINN overrides no resource method of these nodes: what it answers as 0 is not modelled. */
const NO_MODEL: Resources = { lut: null, ff: null, bram18: null, uram: null, dsp: null };

const swgShape = ({ input, kernel, simd, style }: Swg): string =>
  `${input.join(' x ')} map, ${kernel.join(' x ')} windows, SIMD ${simd}${style === 'parallel' ? ', whole windows' : ''}`;

const swgNode = (s: Swg): Unnamed => ({
  kind: 'swg',
  shape: swgShape(s),
  lut: swgLut(s),
  ff: null,
  bram18: swgBram(s),
  uram: 0,
  dsp: 0,
  cycles: swgCycles(s),
  explanations: swgExplanations(s),
});

const fifoNode = (p: FifoParams): Unnamed => ({
  kind: 'fifo',
  shape: `${fifoDepth(p)} words of ${p.width} bits`,
  lut: fifoLut(p),
  ff: null,
  bram18: fifoBram(p),
  uram: 0,
  dsp: 0,
  cycles: null,
  explanations: fifoExplanations(p),
});

const dwcNode = (d: Dwc): Unnamed => ({
  kind: 'dwc',
  shape: `${d.inWidth} to ${d.outWidth} bits`,
  lut: dwcLut(d.inWidth, d.outWidth),
  ff: null,
  bram18: 0,
  uram: 0,
  dsp: 0,
  cycles: null,
  explanations: dwcExplanations(d),
});

const poolNode = (pool: Pool): Unnamed => {
  const { stage, pe } = pool;
  const { height, width } = pooledShape(stage);
  return countedNode('pool', `${stage.pool} x ${stage.pool} maximum, PE ${pe}`, {
    cycles: poolCycles(pool),
    formula: 'channels kernel^2 / PE x output pixels',
    substituted: `${stage.units} x ${stage.pool}^2 / ${pe} x ${height * width}`,
    source: 'pool.py:134',
  });
};

/** The node of what stands between two MVAUs. */
export function partNode(part: Part): Unnamed {
  if (part.kind === 'swg') return swgNode(part.at);
  if (part.kind === 'fifo') return fifoNode(part.at);
  return part.kind === 'dwc' ? dwcNode(part.at) : poolNode(part.at);
}

/** A pool or a label select. */
export const countedNode = (kind: 'pool' | 'label-select', shape: string, counted: Counted): Unnamed => ({
  kind,
  shape,
  ...NO_MODEL,
  cycles: counted.cycles,
  explanations: countedExplanations(counted),
});

export const mvauNode = (layer: LayerEstimate): Unnamed => {
  const { kind, folding, lut, ff, bram18, uram, dsp, cycles, explanations } = layer;
  const shape = `${folding.mw} x ${folding.mh}, PE ${folding.pe}, SIMD ${folding.simd}`;
  return { kind, shape, lut, ff, bram18, uram, dsp, cycles, explanations };
};
