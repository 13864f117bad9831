import { pooledShape, type Shape, type Stage } from '../network/topology';
import { divisorsOf } from './folding';
import { type Swg, swgCycles } from './swg';

/** FINN's RTL generator at FINN's defaults (buffer in LUT memory) for windows of a feature map. */
const generator = (
  input: Shape,
  output: Shape,
  kernel: number,
  stride: number,
  bits: number,
  simd: number,
  depthwise: boolean,
): Swg => ({
  kernel: [kernel, kernel],
  input: [input.height, input.width],
  output: [output.height, output.width],
  stride: [stride, stride],
  dilation: [1, 1],
  simd,
  fold: input.channels / simd,
  bits,
  depthwise,
  style: kernel === 1 ? 'parallel' : 'default',
  ram: 'distributed',
});

/**
 * The generator before the MVAU of a convolution: the narrowest that keeps up with `cycles` per image; with all channels
 * at once, and if need be a whole window per cycle, where none does.
 */
export function convolutionSwg({ input, output, kernel }: Stage, bits: number, cycles: number): Swg {
  const at = (simd: number): Swg => generator(input, output, kernel, 1, bits, simd, false);
  const fits = divisorsOf(input.channels)
    .map(at)
    .find((swg) => swgCycles(swg) <= cycles);
  return fits ?? { ...at(input.channels), style: 'parallel' };
}

/** The generator before a max-pool, with the pool's PE as SIMD: channel by channel, windows that do not overlap. */
export const poolSwg = (stage: Stage, bits: number, pe: number): Swg =>
  generator(stage.output, pooledShape(stage), stage.pool, stage.pool, bits, pe, true);

/** Bits that leave the generator per cycle: one word, or a whole window in parallel style. */
export const swgOutWidth = ({ style, simd, bits, kernel }: Swg): number =>
  simd * bits * (style === 'parallel' ? kernel[0] * kernel[1] : 1);
