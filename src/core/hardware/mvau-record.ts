import type { FinnAnswers, FinnRecord, Variant } from './answers';
import { type MvauParams, mvauCycles } from './mvau';
import { mvauOfAttributes } from './mvau-attributes';
import { mvauHlsDsp, mvauRtlDsp } from './mvau-dsp';
import { mvauLut } from './mvau-lut';
import {
  finnUram,
  memoryEfficiency,
  mvauUram,
  mvauWeightMemory,
  RAMB18_BITS,
  URAM_BITS,
} from './mvau-memory';

/**
 * Memories and cycles, which the backends share. FINN bills embedded weights deeper than 128 in RAMB18s and in UltraRAMs;
 * `finn-corrected` in RAMB18s only.
 */
function common(p: MvauParams, variant: Variant): Omit<FinnAnswers, 'lut' | 'dsp'> {
  const { bram18 } = mvauWeightMemory(p);
  const uram = variant === 'finn' ? finnUram(p) : mvauUram(p);
  return {
    bram18,
    bram_efficiency: memoryEfficiency(p, bram18, RAMB18_BITS),
    uram,
    uram_efficiency: memoryEfficiency(p, uram, URAM_BITS),
    cycles: mvauCycles(p),
  };
}

/** FINN's answers for an MVAU in HLS. */
export function mvauHls({ params }: FinnRecord, variant: Variant): FinnAnswers {
  const p = mvauOfAttributes(params);
  return { lut: mvauLut(p), dsp: mvauHlsDsp(p), ...common(p, variant) };
}

/** FINN's answers for an MVAU in RTL: no LUT model. */
export function mvauRtl({ params, fpgapart = '' }: FinnRecord, variant: Variant): FinnAnswers {
  const p = mvauOfAttributes(params);
  return { lut: 0, dsp: mvauRtlDsp(p, fpgapart), ...common(p, variant) };
}
