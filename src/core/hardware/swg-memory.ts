import { uramCount } from './ramb18';
import { dilatedSide, type Swg, swgDepth } from './swg';

/** The memories of a generator: all words of the buffer, or in parallel style one line buffer per further kernel row. */
function buffers(s: Swg): { depth: number; count: number } {
  if (s.style === 'default') return { depth: swgDepth(s), count: 1 };
  const [height, width] = s.input;
  if (height === 1 || width === 1) return { depth: 0, count: 0 };
  const line = width - dilatedSide(s.kernel[1], s.dilation[1]) + width * (s.dilation[0] - 1);
  return { depth: line, count: s.kernel[0] - 1 };
}

/** Widest word of a RAMB18 at a depth. */
const WIDTHS = [
  { depth: 512, width: 36 },
  { depth: 1024, width: 18 },
  { depth: 2048, width: 9 },
  { depth: 4096, width: 4 },
  { depth: 8192, width: 2 },
] as const;

const DEEPEST = 16384;

const columns = (width: number, depth: number): number =>
  Math.ceil(width / (WIDTHS.find((aspect) => depth <= aspect.depth)?.width ?? 1));

/**
 * RAMB18s with ram_style "block" or "auto": ceil(depth/16384) ceil(SIMD A/width at that depth), less what a shallow last
 * layer of a deeper buffer saves. Source: rtl/convolutioninputgenerator_rtl.py:181-239.
 */
export function swgBram(s: Swg): number {
  if (s.ram !== 'block' && s.ram !== 'auto') return 0;
  const { depth, count } = buffers(s);
  const width = s.simd * s.bits;
  const full = columns(width, depth);
  const saved = depth > DEEPEST ? full - columns(width, depth % DEEPEST) : 0;
  return (Math.ceil(depth / DEEPEST) * full - saved) * count;
}

/** UltraRAMs with ram_style "ultra". Source: rtl/convolutioninputgenerator_rtl.py:252 and below. */
export function swgUram(s: Swg): number {
  if (s.ram !== 'ultra') return 0;
  const { depth, count } = buffers(s);
  return uramCount(s.simd * s.bits, depth) * count;
}
