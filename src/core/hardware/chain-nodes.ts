import {
  type Counted,
  type Dwc,
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
const NO_MODEL: Resources = { lut: null, ff: null, bram18: null, dsp: null };

const swgShape = ({ input, kernel, simd, style }: Swg): string =>
  `${input.join(' x ')} map, ${kernel.join(' x ')} windows, SIMD ${simd}${style === 'parallel' ? ', whole windows' : ''}`;

export const swgNode = (s: Swg): Unnamed => ({
  kind: 'swg',
  shape: swgShape(s),
  lut: swgLut(s),
  ff: null,
  bram18: swgBram(s),
  dsp: 0,
  cycles: swgCycles(s),
  explanations: swgExplanations(s),
});

export const fifoNode = (p: FifoParams): Unnamed => ({
  kind: 'fifo',
  shape: `${fifoDepth(p)} words of ${p.width} bits`,
  lut: fifoLut(p),
  ff: null,
  bram18: fifoBram(p),
  dsp: 0,
  cycles: null,
  explanations: fifoExplanations(p),
});

export const dwcNode = (d: Dwc): Unnamed => ({
  kind: 'dwc',
  shape: `${d.inWidth} to ${d.outWidth} bits`,
  lut: dwcLut(d.inWidth, d.outWidth),
  ff: null,
  bram18: 0,
  dsp: 0,
  cycles: null,
  explanations: dwcExplanations(d),
});

/** A pool or a label select. */
export const countedNode = (kind: 'pool' | 'label-select', shape: string, counted: Counted): Unnamed => ({
  kind,
  shape,
  ...NO_MODEL,
  cycles: counted.cycles,
  explanations: countedExplanations(counted),
});

export const mvauNode = (layer: LayerEstimate): Unnamed => {
  const { kind, folding, lut, ff, bram18, dsp, cycles, explanations } = layer;
  const shape = `${folding.mw} x ${folding.mh}, PE ${folding.pe}, SIMD ${folding.simd}`;
  return { kind, shape, lut, ff, bram18, dsp, cycles, explanations };
};
