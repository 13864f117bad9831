import { shapeSize } from '../../network/topology';
import type { AxiInput } from '../hls/axi-input';
import type { LayerPlan } from '../plan';

/** Widest AXI4-Stream word of the input, in bits: the port of a Zynq's high-performance slave. */
const WIDEST_STREAM = 64;

/** The grouping of the input where an image is wanted whole: the fewest words. */
export function wholeImageInput({ input, integer }: Pick<LayerPlan, 'integer' | 'input'>): AxiInput {
  const pixels = shapeSize(integer.stage.input);
  const most = Math.floor(WIDEST_STREAM / input.bits);
  const words = Math.ceil(pixels / most);
  const group = Math.ceil(pixels / words);
  return {
    pixels,
    codeBits: input.bits,
    group,
    words,
    streamBits: [8, 16, 32, 64].find((bits) => bits >= group * input.bits)!,
  };
}
