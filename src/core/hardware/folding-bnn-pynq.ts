import type { Stage } from '../network/topology';
import type { Folding } from './estimate';

/** PE and SIMD of BNN-PYNQ's LFC by place in the network (bnn/src/network/lfcW1A1/hw/config.h). */
const LFC_FIRST = { simd: 64, pe: 32 };
const LFC_ODD = { simd: 32, pe: 64 };
const LFC_EVEN = { simd: 64, pe: 32 };
const LFC_LAST = { simd: 8, pe: 16 };

/** Cycles of LFC's slowest layers in that fold. */
export const LFC_CYCLES = 512;

/** Words of the board's memory interface: every matrix side is padded to a multiple. */
const WORD_BITS = 64;

const padded = (n: number): number => Math.ceil(n / WORD_BITS) * WORD_BITS;

/**
 * BNN-PYNQ's fold of LFC, exactly, and its extrapolation to other MLPs: sides padded to multiples of 64 (784 to 832,
 * 10 to 64); PE and SIMD of the layer at LFC's place (first, odd, even, last), the larger one halved (PE if equal)
 * as long as the layer stays within LFC's 512 cycles.
 */
export const bnnPynqFolding = (stages: readonly Stage[]): Folding[] =>
  stages.map((stage, i) => {
    const mw = padded(stage.fanIn);
    const mh = padded(stage.units);
    let { simd, pe } = nominal(stage, i);
    while (pe * simd > 1 && (2 * mw * mh) / (pe * simd) <= LFC_CYCLES) {
      if (pe >= simd) pe /= 2;
      else simd /= 2;
    }
    return { pe, simd, mw, mh };
  });

function nominal(stage: Stage, index: number): { simd: number; pe: number } {
  if (stage.last) return LFC_LAST;
  if (index === 0) return LFC_FIRST;
  return index % 2 === 1 ? LFC_ODD : LFC_EVEN;
}
