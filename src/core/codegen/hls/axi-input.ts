import { divisorsOf } from '../../hardware/folding';
import { shapeSize } from '../../network/topology';
import type { LayerPlan } from '../plan';

/** Widest AXI4-Stream word of the input, in bits: the port of a Zynq's high-performance slave. */
const WIDEST_STREAM = 64;

/** How pixels enter: words of `group` codes, code 0 in the least significant bits, upper bits unused. */
export interface AxiInput {
  pixels: number;
  codeBits: number;
  group: number;
  /** Words per image. Codes beyond `pixels` in the last words are ignored. */
  words: number;
  /** Width of the stream: 8, 16, 32 or 64. */
  streamBits: number;
}

/** What reads the input: `count` vectors of `size` elements (padding included), `simd` of them at a time. */
interface Reader {
  count: number;
  size: number;
  simd: number;
}

/**
 * The grouping of the input: as many codes per word as fit, such that words regroup evenly into what the first layer
 * reads. 64 bipolar pixels for SIMD 64, 49 for SIMD 49, 7 eight-bit pixels for SIMD 49, 8 for the windows of a map.
 */
export function axiInputOf(first: Pick<LayerPlan, 'integer' | 'folding' | 'input' | 'window'>): AxiInput {
  const { input, integer } = first;
  const { count, size, simd } = readerOf(first);
  const regroups = (group: number) => group % simd === 0 || simd % group === 0;
  const fits = (group: number) => group * input.bits <= WIDEST_STREAM;
  const group = divisorsOf(size)
    .filter((g) => regroups(g) && fits(g))
    .at(-1)!;
  return {
    pixels: shapeSize(integer.stage.input),
    codeBits: input.bits,
    group,
    words: (count * size) / group,
    streamBits: [8, 16, 32, 64].find((bits) => bits >= group * input.bits)!,
  };
}

/** A dense layer reads one vector, a window the map, a convolution of 1 x 1 one pixel after the other. */
function readerOf({
  integer: { stage },
  folding,
  window,
}: Pick<LayerPlan, 'integer' | 'folding' | 'window'>): Reader {
  if (window) return { count: 1, size: shapeSize(window.map), simd: window.simd };
  if (stage.kind === 'dense') return { count: 1, size: folding.mw, simd: folding.simd };
  return { count: stage.vectors, size: stage.fanIn, simd: stage.fanIn };
}
