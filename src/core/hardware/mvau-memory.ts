import { type MvauParams, mvauShape } from './mvau';
import { type Aspect, aspectFor, ramb18Count, uramCount, usedShare } from './ramb18';

export { RAMB18_BITS, ramb18Count, URAM_BITS } from './ramb18';

/** RAMB18s and how FINN lays the words out in them. */
export interface WeightMemory {
  /** Word: the weights of all PEs side by side, in bits. */
  width: number;
  /** Words. */
  depth: number;
  /** The aspect of one RAMB18; null if none is used. */
  aspect: Aspect | null;
  bram18: number;
}

/** Where the weights lie. */
export type WeightPlace = 'outside' | 'lut' | 'bram18' | 'uram';

/** Places of decoupled weights by `ram_style`. */
const DECOUPLED: Readonly<Record<MvauParams['ram_style'], WeightPlace>> = {
  auto: 'bram18',
  block: 'bram18',
  distributed: 'lut',
  ultra: 'uram',
};

/** Deepest embedded memory that FINN builds from LUTs. */
const EMBEDDED_IN_LUTS = 128;

/**
 * Where the `wmem` weight words of an MVAU lie: outside, also where they change from loop to loop; embedded ones in LUTs
 * up to 128 words, else in RAMB18s; decoupled ones by `ram_style`.
 */
export function weightPlace(
  p: Pick<MvauParams, 'mem_mode' | 'ram_style' | 'mlo_max_iter'>,
  wmem: number,
): WeightPlace {
  if (p.mem_mode === 'external' || p.mlo_max_iter !== 0) return 'outside';
  if (p.mem_mode === 'internal_embedded') return wmem <= EMBEDDED_IN_LUTS ? 'lut' : 'bram18';
  return DECOUPLED[p.ram_style];
}

/**
 * Weight memory of an MVAU in RAMB18: ceil(depth / aspect depth) ceil(width / aspect width), word = PE SIMD W bits.
 * The 18-bit aspect also serves wider words when they are deeper than 512.
 * Source: matrixvectoractivation.py:387-427.
 */
export function mvauWeightMemory(p: MvauParams): WeightMemory {
  const { P, Q, W, wmem: depth } = mvauShape(p);
  const width = Q * W * P;
  return weightPlace(p, depth) === 'bram18'
    ? { width, depth, aspect: aspectFor(width, depth), bram18: ramb18Count(width, depth) }
    : { width, depth, aspect: null, bram18: 0 };
}

/**
 * UltraRAMs of the weights: ceil(PE SIMD W / 72) ceil(WMEM / 4096) with `ram_style` "ultra".
 * Source: matrixvectoractivation.py:365-385, without its defect: see `finnUram`.
 */
export function mvauUram(p: MvauParams): number {
  const { P, Q, W, wmem } = mvauShape(p);
  return weightPlace(p, wmem) === 'uram' ? uramCount(Q * W * P, wmem) : 0;
}

/** As FINN's code answers: embedded weights in RAMB18s are billed in UltraRAMs once more. */
export function finnUram(p: MvauParams): number {
  const { P, Q, W, wmem } = mvauShape(p);
  const twice = p.mem_mode === 'internal_embedded' && weightPlace(p, wmem) === 'bram18';
  return twice ? uramCount(Q * W * P, wmem) : mvauUram(p);
}

/** Used / available bits of the memories, 1 when there are none. Source: matrixvectoractivation.py:429-453. */
export function memoryEfficiency(p: MvauParams, count: number, bitsEach: number): number {
  return usedShare(mvauShape(p).W * p.MW * p.MH, count, bitsEach);
}
