/** Bits of one RAMB18: 512 words of 36 bits. */
export const RAMB18_BITS = 36 * 512;
/** Bits of one UltraRAM: 4096 words of 72 bits. */
export const URAM_BITS = 72 * 4096;

/** A way to use one block: `depth` words of `width` bits. */
export interface Aspect {
  width: number;
  depth: number;
}

/** Aspect ratios of a RAMB18, narrow to wide (AMD UG573, table 1-10). */
const ASPECTS: readonly Aspect[] = [
  { width: 1, depth: 16384 },
  { width: 2, depth: 8192 },
  { width: 4, depth: 4096 },
  { width: 9, depth: 2048 },
  { width: 18, depth: 1024 },
  { width: 36, depth: 512 },
];

/**
 * The aspect that FINN takes for `depth` words of `width` bits: the narrowest that holds a word; 18 bits also for wider
 * words that are deeper than 512.
 */
export function aspectFor(width: number, depth: number): Aspect {
  for (const aspect of ASPECTS) {
    if (width <= aspect.width || (aspect.width === 18 && depth > 512)) return aspect;
  }
  return ASPECTS[ASPECTS.length - 1];
}

const tiles = (width: number, depth: number, blockWidth: number, blockDepth: number): number =>
  Math.ceil(depth / blockDepth) * Math.ceil(width / blockWidth);

/** RAMB18s of `depth` words of `width` bits side by side. Source: matrixvectoractivation.py:387-427. */
export function ramb18Count(width: number, depth: number): number {
  const aspect = aspectFor(width, depth);
  return tiles(width, depth, aspect.width, aspect.depth);
}

/** Bits that HLS uses of an aspect's width: no parity bits. */
const HLS_WIDTH: Readonly<Record<number, number>> = { 1: 1, 2: 2, 4: 4, 9: 8, 18: 16, 36: 32 };

/** As `ramb18Count`, for memories written in HLS. Source: vectorvectoractivation.py:318-351. */
export function hlsRamb18Count(width: number, depth: number): number {
  const aspect = aspectFor(width, depth);
  return tiles(width, depth, HLS_WIDTH[aspect.width], aspect.depth);
}

/** UltraRAMs of `depth` words of `width` bits. */
export const uramCount = (width: number, depth: number): number => tiles(width, depth, 72, 4096);

/** Used / available bits of `blocks` memories of `bitsEach`; 1 when there are none. */
export const usedShare = (bits: number, blocks: number, bitsEach: number): number =>
  blocks === 0 ? 1 : bits / (blocks * bitsEach);
