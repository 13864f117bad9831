import type { Folding } from '../../hardware/estimate';
import { divisorsOf } from '../../hardware/folding';
import type { Quantizer } from '../../quantizers/quantizer';

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

/**
 * The grouping of an MLP's input: as many codes per word as fit, such that words regroup evenly into SIMD
 * inputs. 64 bipolar pixels for SIMD 64, 49 for SIMD 49, 7 eight-bit pixels for SIMD 49.
 */
export function axiInputOf(pixels: number, input: Quantizer, { mw, simd }: Folding): AxiInput {
  const regroups = (group: number) => group % simd === 0 || simd % group === 0;
  const fits = (group: number) => group * input.bits <= WIDEST_STREAM;
  const group = divisorsOf(mw)
    .filter((g) => regroups(g) && fits(g))
    .at(-1)!;
  return {
    pixels,
    codeBits: input.bits,
    group,
    words: mw / group,
    streamBits: [8, 16, 32, 64].find((bits) => bits >= group * input.bits)!,
  };
}
