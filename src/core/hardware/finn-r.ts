import type { Folding } from './estimate';
import { foldCycles } from './folding';

/** A layer as FINN-R's cost model sees it. */
export interface FinnRLayer {
  folding: Folding;
  weightBits: number;
  inputBits: number;
  /** Input vectors per image. */
  vectors: number;
}

/**
 * LUT = 300 + 1.1 PE SIMD W A. Source: FINN v0.2b, streamingfclayer_batch.py:192-230, after FINN-R (Blott et al. 2018).
 */
export const finnRLut = ({ folding: { pe, simd }, weightBits, inputBits }: FinnRLayer): number =>
  300 + 1.1 * (pe * simd) * (weightBits * inputBits);

/**
 * RAMB18 = PE ceil(WMEM/512) ceil(SIMD W/36), one memory per PE, WMEM = MW MH / (PE SIMD). Source: as above; FINN v0.2b
 * took stream widths for MW and MH, which is not reproduced.
 */
export const finnRBram = ({ folding, weightBits }: FinnRLayer): number =>
  folding.pe * Math.ceil(foldCycles(folding) / 512) * Math.ceil((folding.simd * weightBits) / 36);

export const finnRCycles = ({ folding, vectors }: FinnRLayer): number => foldCycles(folding) * vectors;
