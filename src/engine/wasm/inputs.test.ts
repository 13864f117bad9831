import { expect, it } from 'vitest';
import { pixelValues } from '../batches';
import { createArena, growTo } from './arena';
import { instantiate } from './kernels';
import { loadKernels } from './open';
import { pixelLanesOf } from './quantizer-lanes';

it.each([1, 2, 5, 8])(
  'pixels become the quantized inputs of %i bits, whatever their number',
  async (bits) => {
    const kernels = instantiate(await loadKernels('simd'));
    const pixels = Uint8Array.from({ length: 777 }, (_, i) => (i * 37) % 256);
    const arena = createArena(kernels.heapBase());
    const [from, to] = [arena.bytes(pixels.length), arena.floats(pixels.length)];
    growTo(kernels.memory, arena.end());
    new Uint8Array(kernels.memory.buffer).set(pixels, from);
    kernels.pixelInputs(pixels.length, from, to, ...pixelLanesOf(bits));
    const values = pixelValues(bits);
    const wanted = Float32Array.from(pixels, (pixel) => values[pixel]);
    expect(new Float32Array(kernels.memory.buffer, to, pixels.length)).toEqual(wanted);
  },
);
