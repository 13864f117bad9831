import { describe, expect, it } from 'vitest';
import { resultOf } from './testing';

const real = process.env.BITSCAPE_MNIST_DIR;

describe.skipIf(!real)('bitscape compress on real MNIST (needs BITSCAPE_MNIST_DIR)', () => {
  it("paper 001's network: INT8 after the training costs next to nothing and a quarter of the memory", async () => {
    const options = ['--limit', '3000', '--epochs', '4', '--engine', 'wasm-simd'];
    const preset = ['compress', '--preset', 'paper-001', '--data', String(real), ...options];
    const { steps } = Object(await resultOf(...preset, '--wanted', '0'));
    const [float, int8] = steps;
    // 24 steps on 3000 digits; the whole run is in docs/compression.md.
    expect(float.accuracy.test).toBeGreaterThan(0.8);
    expect(Math.abs(int8.accuracy.test - float.accuracy.test)).toBeLessThan(0.01);
    expect(float.size.weightBytes / int8.size.weightBytes).toBe(4);
  }, 300_000);
});
