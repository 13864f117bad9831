import type { RamStyle } from './attributes';

/** A sliding-window generator in RTL: it feeds an MVAU (or a pool) with the windows of a feature map. */
export interface Swg {
  kernel: readonly [height: number, width: number];
  /** Input map, padded. */
  input: readonly [height: number, width: number];
  output: readonly [height: number, width: number];
  stride: readonly [height: number, width: number];
  dilation: readonly [height: number, width: number];
  simd: number;
  /** Words per pixel: channels / SIMD. */
  fold: number;
  /** Bits of an input. */
  bits: number;
  /** Channels leave one after the other, each with its whole window: for VVAUs and pools. */
  depthwise: boolean;
  /** `parallel`: a whole window per cycle, from registers and line buffers. `default`: one cyclic buffer. */
  style: 'default' | 'parallel';
  ram: RamStyle;
}

/** Kernel side with its gaps. */
export const dilatedSide = (side: number, dilation: number): number => (side - 1) * dilation + 1;

/**
 * Words of the buffer. Default style: the pixels from the first to the last of a window, and room to load ahead when the
 * stride exceeds the window's reads. Source: rtl/convolutioninputgenerator_rtl.py:82-122.
 */
export function swgDepth({ kernel, input, stride, dilation, fold, style }: Swg): number {
  const [kh, kw] = kernel;
  const width = input[1];
  const reach = (kh - 1) * dilation[0] * width + (kw - 1) * dilation[1];
  if (style === 'parallel') return reach * fold + 2;
  const ahead = (skipped: number): number => Math.max(0, (skipped - kh * kw) * fold);
  return (reach + 1) * fold + ahead(stride[1] - 1) + ahead((stride[0] - 1) * width);
}

/** LUT = 300 + SIMD A ceil(depth/38) with the buffer in LUTs. Source: rtl/convolutioninputgenerator_rtl.py:241-250. */
export const swgLut = (s: Swg): number =>
  300 + (s.ram === 'distributed' ? s.simd * s.bits * Math.ceil(swgDepth(s) / 38) : 0);

/** Cycles per image. Source: rtl/convolutioninputgenerator_rtl.py:124-179. */
export function swgCycles(s: Swg): number {
  const [height, width] = s.input;
  if (s.style === 'parallel') return height * width * s.fold + 2;
  return height === 1 || width === 1 ? lineCycles(s) : mapCycles(s);
}

/** A feature map of one row or one column. */
function lineCycles({ kernel, input, output, stride, fold, depthwise }: Swg): number {
  const along = input[1] === 1 ? 0 : 1;
  const window = output[along] * kernel[along] * fold;
  if (!depthwise) return window + 2;
  return window + fold * (kernel[along] - 1) * (stride[along] - 1) - (kernel[along] - 1) + 2;
}

/** Filling the first window, then per row of outputs the larger of writing its windows and reading its pixels. */
function mapCycles({ kernel, input, output, stride, dilation, fold, depthwise }: Swg): number {
  const [kh, kw] = kernel;
  const width = input[1];
  const fill = ((kh - 1) * dilation[0] * width + (kw - 1) * dilation[1] + 1) * fold;
  const row = Math.max(output[1] * kw * kh * fold, stride[1] * width * fold);
  if (!depthwise) return fill + output[0] * row;
  const skip = output[1] * (stride[1] - 1) * (fold - 1);
  return fill + output[0] * (row + skip) + (stride[0] - 1) * width * fold;
}
