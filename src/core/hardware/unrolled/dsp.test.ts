import { expect, it } from 'vitest';
import { dspsPerProduct } from './dsp';

it.each([
  // hls4ml: no DSP below 9 bits; ports 25x18, 27x18 and 27x24 (AMD UG479, UG579, AM004).
  [8, 16, 'DSP48E1', 0],
  [9, 9, 'DSP48E1', 1],
  [16, 16, 'DSP48E1', 1],
  [18, 25, 'DSP48E1', 1],
  [25, 18, 'DSP48E1', 1],
  [18, 26, 'DSP48E1', 2],
  [18, 27, 'DSP48E2', 1],
  [24, 27, 'DSP58', 1],
  [19, 19, 'DSP48E1', 2],
  [32, 32, 'DSP48E1', 4],
] as const)('a product of %i x %i bits takes in a %s: %i', (weightBits, dataBits, block, count) => {
  expect(dspsPerProduct(weightBits, dataBits, block)).toBe(count);
});
