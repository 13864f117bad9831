import type { Dwc } from './around';
import { dwcLut } from './dwc';
import { type Explanation, figure } from './explanation';
import { type FifoParams, fifoBram, fifoDepth, fifoLut } from './fifo';
import { type Swg, swgCycles, swgDepth, swgLut } from './swg';

const FINN = 'FINN dev 73ba5ed, finn/custom_op/fpgadataflow';
const MAIN = 'FINN main 39f0c9a, finn/custom_op/fpgadataflow';

const NOT_SYNTHESIZED = 'Not compared with syntheses.';

export const explainSwgLut = (s: Swg): Explanation => ({
  value: swgLut(s),
  formula: '300 + SIMD A ceil(depth/38), the buffer in LUT memory',
  substituted: `300 + ${s.simd} x ${s.bits} x ceil(${swgDepth(s)}/38) = ${swgLut(s)}`,
  source: `${FINN}/rtl/convolutioninputgenerator_rtl.py:241-250`,
  error: NOT_SYNTHESIZED,
});

export const explainSwgCycles = (s: Swg): Explanation => ({
  value: swgCycles(s),
  formula:
    s.style === 'parallel'
      ? 'input words + 2'
      : 'filling the first window + output rows x max(writing the windows of a row, reading its pixels)',
  substituted:
    `${s.input.join(' x ')} pixels, ${s.fold} words each, ${s.kernel.join(' x ')} windows, ` +
    `${s.output.join(' x ')} outputs = ${swgCycles(s)}`,
  source: `${FINN}/rtl/convolutioninputgenerator_rtl.py:124-179`,
  error: 'For the first image; the fill of a next image overlaps with the one before.',
});

export const explainFifoLut = (p: FifoParams): Explanation => ({
  value: fifoLut(p),
  formula: '2 ceil(log2 D) + ceil(D/32) ceil(width/2), the latter only for data in LUTs',
  substituted: `D = ${fifoDepth(p)} words of ${p.width} bits, ${p.impl_style} = ${fifoLut(p)}`,
  source: `${MAIN}/streamingfifo.py:147-210`,
  error: DEPTH_ERROR,
});

export const explainFifoBram = (p: FifoParams): Explanation => ({
  value: fifoBram(p),
  formula: "ceil(D / depth) ceil(width / width of the block) in Vivado's FIFO, 0 in shift registers",
  substituted: `D = ${fifoDepth(p)} words of ${p.width} bits, ${p.impl_style} = ${fifoBram(p)}`,
  source: `${MAIN}/streamingfifo.py:147-210`,
  error: DEPTH_ERROR,
});

const DEPTH_ERROR =
  'The depth is an assumption: one vector or window, or the rows of a kernel but one. FINN finds depths by simulation.';

export function explainDwcLut({ inWidth, outWidth }: Dwc): Explanation {
  const value = dwcLut(inWidth, outWidth);
  return {
    value,
    formula:
      'floor(log2(L/in)) + L if L is not the input width, + ceil(log2(L/out)) + out likewise; L = lcm(in, out)',
    substituted: `${inWidth} to ${outWidth} bits = ${value}`,
    source: `${FINN}/streamingdatawidthconverter.py:178-205`,
    error: NOT_SYNTHESIZED,
  };
}

/** A pool or a label select: its cycles as a product and a quotient. */
export interface Counted {
  cycles: number;
  formula: string;
  substituted: string;
  source: string;
}

export const explainCounted = ({ cycles, formula, substituted, source }: Counted): Explanation => ({
  value: cycles,
  formula,
  substituted: `${substituted} = ${figure(cycles)}`,
  source: `${FINN}/${source}`,
  error: 'The depth of the pipeline is not in it.',
});
