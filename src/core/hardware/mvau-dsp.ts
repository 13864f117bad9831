import { type MvauParams, mvauShape } from './mvau';
import { billedLine } from './mvau-line';

/** Kinds of DSP block, told from the part name. Source: util/basic.py:312-318. */
export type DspBlock = 'DSP48E1' | 'DSP48E2' | 'DSP58';

const VERSAL = ['xcvc', 'xcve', 'xcvp', 'xcvm', 'xqvc', 'xqvm', 'xqrvc', 'xcv80'];

export function dspBlockOf(part: string): DspBlock {
  if (part[2] === '7') return 'DSP48E1';
  return VERSAL.some((prefix) => part.startsWith(prefix)) ? 'DSP58' : 'DSP48E2';
}

/**
 * DSPs of an HLS MVAU: PE SIMD ceil((W + A) / 48) with resType "dsp", else 0; and those of our lines.
 * Source: hls/matrixvectoractivation_hls.py:124-137.
 */
export function mvauHlsDsp(p: MvauParams): number {
  const { P, Q, W, A, tmem } = mvauShape(p);
  const ofProducts = p.resType === 'dsp' ? P * Q * Math.ceil((W + A) / 48) : 0;
  return ofProducts + P * (billedLine(p, tmem)?.dsp ?? 0);
}

/**
 * DSPs of an RTL MVAU at any width: PE ceil(SIMD / 3) in DSP58, else ceil(PE / 4) SIMD.
 * Source: rtl/matrixvectoractivation_rtl.py:152-161.
 */
export function mvauRtlDsp(p: MvauParams, part: string): number {
  return dspBlockOf(part) === 'DSP58' ? p.PE * Math.ceil(p.SIMD / 3) : Math.ceil(p.PE / 4) * p.SIMD;
}
