import type { DspBlock } from '../mvau-dsp';

/** Below this width Vivado builds products from LUTs (hls4ml optimization/dsp_aware_pruning, `__init__.py:43`). */
export const DSP_MIN_BITS = 9;

/** Signed operands that one block multiplies, in bits: the wide and the narrow port (AMD UG479, UG579, AM004). */
const PORTS: Readonly<Record<DspBlock, { wide: number; narrow: number }>> = {
  DSP48E1: { wide: 25, narrow: 18 },
  DSP48E2: { wide: 27, narrow: 18 },
  DSP58: { wide: 27, narrow: 24 },
};

/** Pieces that an operand is cut into: every piece but the highest is unsigned and loses a bit of the port. */
const pieces = (bits: number, port: number): number =>
  bits <= port ? 1 : Math.ceil((bits - 1) / (port - 1));

/**
 * DSP blocks of one product: 0 for weights of up to 8 bits, 1 where both operands fit the ports, else the tiles of a
 * schoolbook product (an upper bound: HLS may save some).
 */
export function dspsPerProduct(weightBits: number, dataBits: number, block: DspBlock): number {
  if (weightBits < DSP_MIN_BITS) return 0;
  const { wide, narrow } = PORTS[block];
  const [large, small] = weightBits > dataBits ? [weightBits, dataBits] : [dataBits, weightBits];
  return pieces(large, wide) * pieces(small, narrow);
}
