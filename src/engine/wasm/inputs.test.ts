import { describe, expect, it } from 'vitest';
import { pixelToCode } from '../../core/quantizers/quantizer';
import { pixelValues } from '../batches';
import { createArena, growTo } from './arena';
import { instantiate } from './kernels';
import { loadKernels } from './open';
import { pixelCodeLanesOf, pixelLanesOf } from './quantizer-lanes';

const pixels = Uint8Array.from({ length: 777 }, (_, i) => (i * 37) % 256);

/** Kernels with the pixels in their memory, and room for as many floats. */
async function prepared() {
  const kernels = instantiate(await loadKernels('simd'));
  const arena = createArena(kernels.heapBase());
  const [from, to] = [arena.bytes(pixels.length), arena.floats(pixels.length)];
  growTo(kernels.memory, arena.end());
  new Uint8Array(kernels.memory.buffer).set(pixels, from);
  return { kernels, from, to, buffer: kernels.memory.buffer };
}

describe.each([1, 2, 5, 8])('pixels at %i bits, whatever their number', (bits) => {
  it('become quantized inputs', async () => {
    const { kernels, from, to, buffer } = await prepared();
    kernels.pixelInputs(pixels.length, from, to, ...pixelLanesOf(bits));
    const values = pixelValues(bits);
    expect(new Float32Array(buffer, to, pixels.length)).toEqual(Float32Array.from(pixels, (p) => values[p]));
  });

  it('become codes', async () => {
    const { kernels, from, to, buffer } = await prepared();
    kernels.pixelCodes(pixels.length, from, to, ...pixelCodeLanesOf(bits));
    const codes = Int16Array.from(pixels, (p) => pixelToCode(bits, p));
    expect(new Int16Array(buffer, to, pixels.length)).toEqual(codes);
  });
});
