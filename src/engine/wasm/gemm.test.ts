import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../core/random';
import { createArena, growTo } from './arena';
import { instantiate, type Kernels } from './kernels';
import { loadKernels } from './open';

type Form = 'NN' | 'NT' | 'TN';

/** Strides [row, step] of a and [step, column] of b for c [m][n] = a [m][k] b [k][n], operands as stored. */
const STRIDES: Readonly<Record<Form, (m: number, n: number, k: number) => [number, number, number, number]>> =
  {
    NN: (_, n, k) => [k, 1, n, 1],
    NT: (_, __, k) => [k, 1, 1, k],
    TN: (m, n) => [1, m, n, 1],
  };

/** Small integers: their products and sums are exact in float32, so that the results must be equal. */
const integers = (count: number, seed: number) => {
  const random = new Random(seed);
  return Float32Array.from({ length: count }, () => random.below(7) - 3);
};

function naive(form: Form, m: number, n: number, k: number, a: Float32Array, b: Float32Array): Float32Array {
  const [row, along, step, column] = STRIDES[form](m, n, k);
  const c = new Float32Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const factor = a[i * row + p * along];
      for (let j = 0; j < n; j++) c[i * n + j] += factor * b[p * step + j * column];
    }
  }
  return c;
}

describe.each(['fma', 'simd'] as const)('gemm of the %s build', (build) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await loadKernels(build);
  });

  const product = (kernels: Kernels, form: Form, m: number, n: number, k: number, seed: number) => {
    const arena = createArena(kernels.heapBase());
    const [atA, atB, atC] = [arena.floats(m * k), arena.floats(k * n), arena.floats(m * n + 4)];
    growTo(kernels.memory, arena.end());
    const heap = new Float32Array(kernels.memory.buffer);
    const [a, b] = [integers(m * k, seed), integers(k * n, seed + 1)];
    heap.set(a, atA / 4);
    heap.set(b, atB / 4);
    heap.fill(99, atC / 4, atC / 4 + m * n + 4);
    const [row, along, step, column] = STRIDES[form](m, n, k);
    kernels.gemm(m, n, k, atA, row, along, atB, step, column, atC);
    const end = atC / 4 + m * n;
    expect([...heap.subarray(end, end + 4)]).toEqual([99, 99, 99, 99]);
    return { ours: heap.slice(atC / 4, end), expected: naive(form, m, n, k, a, b) };
  };

  it('equals the schoolbook product for any size, with either choice of tiles', () => {
    const size = fc.integer({ min: 1, max: 40 });
    const form = fc.constantFrom<Form>('NN', 'NT', 'TN');
    fc.assert(
      fc.property(form, size, size, size, fc.boolean(), fc.integer(), (f, m, n, k, spills, seed) => {
        const kernels = instantiate(module);
        if (spills) kernels.avoidSpills();
        const { ours, expected } = product(kernels, f, m, n, k, seed);
        expect(ours).toEqual(expected);
      }),
    );
  });

  it.each(['NN', 'NT', 'TN'] as const)('equals it across block borders, %s', (form) => {
    const { ours, expected } = product(instantiate(module), form, 131, 1037, 267, 1);
    expect(ours).toEqual(expected);
  });
});
