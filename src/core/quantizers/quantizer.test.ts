import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hardTanhQuantizer,
  inputQuantizer,
  levelCount,
  levelToCode,
  pixelToCode,
  quantize,
  quantizeToCode,
  reluQuantizer,
  thresholdCount,
  weightQuantizer,
} from './quantizer';

const BITS = [1, 2, 3, 4, 5, 6, 7, 8];

describe('weight quantizer', () => {
  // Paper 003, Table 1: rows are values, columns precisions of 1 to 8 bits.
  const TABLE_1: [number, number[]][] = [
    [0.136, [1, 0, 0, 0.25, 0.125, 0.125, 0.125, 0.140625]],
    [0.357, [1, 0, 0.5, 0.25, 0.375, 0.375, 0.34375, 0.359375]],
    [0.639, [1, 1, 0.5, 0.75, 0.625, 0.625, 0.625, 0.640625]],
    [1.135, [1, 1, 1, 1.25, 1.125, 1.125, 1.125, 1.140625]],
    [2, [1, 1, 1.5, 1.75, 1.875, 1.9375, 1.96875, 1.984375]],
  ];

  it.each(TABLE_1)('quantizes %d as Table 1 of paper 003', (x, row) => {
    expect(BITS.map((bits) => quantize(weightQuantizer(bits), x))).toEqual(row);
  });

  it('gives +1 for 0 at one bit', () => {
    expect([0, -0, 1e-9, -1e-9].map((x) => quantize(weightQuantizer(1), x))).toEqual([1, 1, 1, -1]);
  });

  it('has 2^W - 1 levels for W >= 2', () => {
    expect(BITS.map((bits) => levelCount(weightQuantizer(bits)))).toEqual([2, 3, 7, 15, 31, 63, 127, 255]);
  });
});

describe('activation quantizers', () => {
  it('hard tanh needs 2^(A-1) thresholds for A >= 2, one for A = 1 (BNN-PYNQ)', () => {
    expect(BITS.map((bits) => thresholdCount(hardTanhQuantizer(bits)))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128,
    ]);
  });

  it('ReLU needs 2^A - 1 thresholds and clips at 2 - 2^(1-A)', () => {
    expect(BITS.map((bits) => thresholdCount(reluQuantizer(bits)))).toEqual([1, 3, 7, 15, 31, 63, 127, 255]);
    expect(BITS.map((bits) => quantize(reluQuantizer(bits), 9))).toEqual(BITS.map((a) => 2 - 2 ** (1 - a)));
  });
});

describe('pixels', () => {
  it('are bipolar at one bit and shifted otherwise', () => {
    expect([0, 127, 128, 255].map((p) => pixelToCode(1, p))).toEqual([-1, -1, 1, 1]);
    expect([0, 127, 128, 255].map((p) => pixelToCode(4, p))).toEqual([0, 7, 8, 15]);
    expect(pixelToCode(8, 200)).toBe(200);
  });
});

describe('laws of every quantizer', () => {
  const anyQuantizer = fc
    .tuple(
      fc.constantFrom(weightQuantizer, hardTanhQuantizer, reluQuantizer, inputQuantizer),
      fc.integer({ min: 1, max: 8 }),
    )
    .map(([make, bits]) => make(bits));
  const real = fc.double({ min: -4, max: 4, noNaN: true });

  it('is idempotent, monotone and stays in its codes', () => {
    fc.assert(
      fc.property(anyQuantizer, real, real, (q, x, y) => {
        const [low, high] = x <= y ? [x, y] : [y, x];
        expect(quantize(q, quantize(q, x))).toBe(quantize(q, x));
        expect(quantizeToCode(q, low)).toBeLessThanOrEqual(quantizeToCode(q, high));
        expect(quantizeToCode(q, x)).toBeGreaterThanOrEqual(q.minCode);
        expect(quantizeToCode(q, x)).toBeLessThanOrEqual(q.maxCode);
      }),
    );
  });

  it('level numbers and codes are inverse', () => {
    fc.assert(
      fc.property(anyQuantizer, (q) => {
        const codes = Array.from({ length: levelCount(q) }, (_, i) => levelToCode(q, i));
        expect(codes.map((code) => quantizeToCode(q, code * q.step))).toEqual(codes);
        expect([codes[0], codes.at(-1)]).toEqual([q.minCode, q.maxCode]);
      }),
    );
  });
});
