import type { Folding } from './estimate';
import { foldCycles, lanesOf } from './folding';

/**
 * Constants of the calibration to paper 003: fitted so that the totals of LFC in BNN-PYNQ's fold equal Table 2's
 * extremes and the counts of section 3.5 (7 networks within the BRAM, 22 within the FF, 4 within both).
 */
export const LFC_HLS = {
  bram: {
    base: 16,
    weightBitsPerRam: 32,
    weightDepth: 512,
    fifoBitsPerRam: 18,
    fifoDepth: 512,
    shiftRegisterBits: 1024,
  },
  ff: { base: 637.0171428571412, perLaneBit: 1.33, perInputBit: 1, perThreshold: 83.82392857142858 },
  lut: {
    base: 3389.766878030583,
    perAdderBit: 1.8420132413278627,
    accumulatorBits: 16,
    perComparison: 8,
    thresholdBits: 16,
  },
} as const;

/** One layer as the model sees it. Widths in bits. */
export interface LfcLayer {
  folding: Folding;
  weightBits: number;
  /** Hidden activations: A. */
  activationBits: number;
  /** What enters this layer: A, or the input bits in layer 0. */
  inputBits: number;
  last: boolean;
}

/**
 * Bits of all adders of one PE's reduction tree: at level l, SIMD / 2^l adders of W + A + l bits, plus a 16-bit
 * accumulator. An odd leftover passes to the next level.
 */
export function adderBits(simd: number, productBits: number): number {
  let bits = LFC_HLS.lut.accumulatorBits;
  for (let n = simd, level = 1; n > 1; n = Math.ceil(n / 2), level++) {
    bits += Math.floor(n / 2) * (productBits + level);
  }
  return bits;
}

/** Thresholds per neuron that the model assumes: A, as BNN-PYNQ's L_API template; 1 in the last layer. */
export const assumedThresholds = (layer: LfcLayer): number => (layer.last ? 1 : layer.activationBits);

/** LUTs of the adders of a layer: kappa PE adderBits(SIMD, W + A). */
export const adderLut = ({ folding, weightBits, activationBits }: LfcLayer): number =>
  LFC_HLS.lut.perAdderBit * folding.pe * adderBits(folding.simd, weightBits + activationBits);

/** LUTs of the thresholds of a layer: PE T (8 + ceil(16 TMEM / 64)). */
export function thresholdLut(layer: LfcLayer): number {
  const { pe, mh } = layer.folding;
  const memory = Math.ceil(((mh / pe) * LFC_HLS.lut.thresholdBits) / 64);
  return pe * assumedThresholds(layer) * (LFC_HLS.lut.perComparison + memory);
}

export const lfcLut = (layer: LfcLayer): number => adderLut(layer) + thresholdLut(layer);

/** Flip-flops of a layer: k PE SIMD (W + A_in) + MW A_in + t PE A, the last term not in the last layer. */
export function lfcFf(layer: LfcLayer): number {
  const { folding, weightBits, inputBits, activationBits, last } = layer;
  const { perLaneBit, perInputBit, perThreshold } = LFC_HLS.ff;
  return (
    perLaneBit * lanesOf(folding) * (weightBits + inputBits) +
    perInputBit * folding.mw * inputBits +
    (last ? 0 : perThreshold * folding.pe * activationBits)
  );
}

/** RAMB18s of the weights: PE ceil(WMEM / 512) ceil(SIMD W / 32), one memory per PE. */
export function weightBram({ folding, weightBits }: LfcLayer): number {
  const { weightBitsPerRam, weightDepth } = LFC_HLS.bram;
  const words = Math.ceil(foldCycles(folding) / weightDepth);
  return folding.pe * words * Math.ceil((folding.simd * weightBits) / weightBitsPerRam);
}

/** RAMB18s of the stream to the next layer: ceil(PE A / 18) where its 512 A bits exceed 1024, else shift registers. */
export function streamBram({ folding, activationBits, last }: LfcLayer): number {
  const { fifoBitsPerRam, fifoDepth, shiftRegisterBits } = LFC_HLS.bram;
  if (last || fifoDepth * activationBits <= shiftRegisterBits) return 0;
  return Math.ceil((folding.pe * activationBits) / fifoBitsPerRam);
}

export const lfcBram = (layer: LfcLayer): number => weightBram(layer) + streamBram(layer);
