import { execFileSync } from 'node:child_process';

const SGEMM = `
import time, numpy
a = numpy.random.rand(1024, 1024).astype('float32')
best = 1e9
for _ in range(20):
    start = time.perf_counter()
    a @ a
    best = min(best, time.perf_counter() - start)
print(2 * 1024 ** 3 / best / 1e9)`;

const TORCH = 'import torch; print(torch.__version__)';

const python = (code: string): string =>
  execFileSync('python3', ['-c', code], {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

function attempt(code: string): string | null {
  try {
    return python(code);
  } catch {
    return null;
  }
}

/** GFLOP/s of numpy's sgemm on one thread, 1024 x 1024; null without Python and numpy. */
export function sgemmPeak(): number | null {
  const text = attempt(SGEMM);
  return text === null ? null : Number(Number(text).toFixed(1));
}

export const torchVersion = (): string => attempt(TORCH) ?? 'not installed';
