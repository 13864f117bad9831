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

/** Weights that come from outside, or change from loop to loop. */
const notInside = (p: MvauParams): boolean => p.mem_mode === 'external' || p.mlo_max_iter !== 0;

const embeddedInLogic = (p: MvauParams, wmem: number): boolean =>
  p.mem_mode === 'internal_embedded' && wmem <= 128;

const decoupledIn = (p: MvauParams, styles: readonly string[]): boolean =>
  p.mem_mode === 'internal_decoupled' && styles.includes(p.ram_style);

/**
 * Weight memory of an MVAU in RAMB18: ceil(depth / aspect depth) ceil(width / aspect width), word = PE SIMD W bits.
 * The 18-bit aspect also serves wider words when they are deeper than 512.
 * Source: matrixvectoractivation.py:387-427.
 */
export function mvauWeightMemory(p: MvauParams): WeightMemory {
  const { P, Q, W, wmem: depth } = mvauShape(p);
  const width = Q * W * P;
  if (notInside(p) || embeddedInLogic(p, depth) || decoupledIn(p, ['distributed', 'ultra'])) {
    return { width, depth, aspect: null, bram18: 0 };
  }
  const aspect = aspectFor(width, depth);
  return { width, depth, aspect, bram18: ramb18Count(width, depth) };
}

/**
 * UltraRAMs: ceil(PE SIMD W / 72) ceil(WMEM / 4096). FINN also bills them for embedded memory deeper than 128, on
 * top of its RAMB18s. Source: matrixvectoractivation.py:365-385.
 */
export function mvauUram(p: MvauParams): number {
  const { P, Q, W, wmem } = mvauShape(p);
  const none = notInside(p) || embeddedInLogic(p, wmem) || decoupledIn(p, ['auto', 'block', 'distributed']);
  return none ? 0 : uramCount(Q * W * P, wmem);
}

/** Used / available bits of the memories, 1 when there are none. Source: matrixvectoractivation.py:429-453. */
export function memoryEfficiency(p: MvauParams, count: number, bitsEach: number): number {
  return usedShare(mvauShape(p).W * p.MW * p.MH, count, bitsEach);
}
