import { type MvauParams, mvauShape } from './mvau';

/** Bits of one RAMB18: 512 words of 36 bits. */
export const RAMB18_BITS = 36 * 512;
/** Bits of one UltraRAM: 4096 words of 72 bits. */
export const URAM_BITS = 72 * 4096;

/** Aspect ratios of a RAMB18 for words of at most `width` bits. */
const ASPECTS = [
  { width: 1, depth: 16384 },
  { width: 2, depth: 8192 },
  { width: 4, depth: 4096 },
  { width: 9, depth: 2048 },
  { width: 18, depth: 1024 },
  { width: 36, depth: 512 },
] as const;

/** RAMB18s and how FINN lays the words out in them. */
export interface WeightMemory {
  /** Word: the weights of all PEs side by side, in bits. */
  width: number;
  /** Words. */
  depth: number;
  /** The aspect of one RAMB18; null if none is used. */
  aspect: { width: number; depth: number } | null;
  bram18: number;
}

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
  if (p.mem_mode === 'external' || embeddedInLogic(p, depth) || decoupledIn(p, ['distributed', 'ultra'])) {
    return { width, depth, aspect: null, bram18: 0 };
  }
  const aspect =
    ASPECTS.find((a) => width <= a.width || (a.width === 18 && depth > 512)) ?? ASPECTS[ASPECTS.length - 1];
  const bram18 = Math.ceil(depth / aspect.depth) * Math.ceil(width / aspect.width);
  return { width, depth, aspect, bram18 };
}

/**
 * UltraRAMs: ceil(PE SIMD W / 72) ceil(WMEM / 4096). FINN also bills them for embedded memory deeper than 128, on
 * top of its RAMB18s. Source: matrixvectoractivation.py:365-385.
 */
export function mvauUram(p: MvauParams): number {
  const { P, Q, W, wmem } = mvauShape(p);
  const none =
    p.mem_mode === 'external' || embeddedInLogic(p, wmem) || decoupledIn(p, ['auto', 'block', 'distributed']);
  return none ? 0 : Math.ceil((Q * W * P) / 72) * Math.ceil(wmem / 4096);
}

/** Used / available bits of the memories, 1 when there are none. Source: matrixvectoractivation.py:429-453. */
export function memoryEfficiency(p: MvauParams, count: number, bitsEach: number): number {
  return count === 0 ? 1 : (mvauShape(p).W * p.MW * p.MH) / (count * bitsEach);
}
