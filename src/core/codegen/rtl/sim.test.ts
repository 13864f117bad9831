import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../../network/presets';
import { classCount } from '../../network/topology';
import { foldingsOf, removeFolders, unpacked, unpackedRequest } from '../csim/testing';
import { planOf } from '../plan';
import { type TestExport, testRequest } from '../testing';
import { denseOf, pace, simulate, simulateCompiled, tested } from './testing';

afterAll(removeFolders);

const tanh = denseOf('hardtanh', 12, 10, 6);
const relu = denseOf('relu', 6, 7, 4);

/** Several (W, A) and input widths, all with negative gammas; padded and unpadded; words that meet in all ways. */
const EXPORTS: Record<string, TestExport> = {
  'W1A1, 1-bit input (XNOR), padded, 784 inputs': {
    topology: mlp('784-16-16-10', [16, 16]),
    bits: [1, 1, 1],
    foldings: foldingsOf('8x64/16x832 4x8/24x16 16x8/64x32'),
  },
  'W1A1, one product at a time': { topology: tanh, bits: [1, 1, 1], foldings: foldingsOf('1x1 1x1 1x1') },
  'W1A1, all at once': { topology: tanh, bits: [1, 1, 1], foldings: foldingsOf('12x20 10x12 6x10') },
  'W1A8, 8-bit input': { topology: tanh, bits: [1, 8, 8], foldings: foldingsOf('2x5 2x6 3x2') },
  'W8A1, 8-bit input, padded': {
    topology: tanh,
    bits: [8, 1, 8],
    foldings: foldingsOf('4x7/12x21 5x8/15x16 4x4/8x12'),
  },
  'W3A3, 1-bit input': { topology: tanh, bits: [3, 3, 1], foldings: foldingsOf('4x10 5x3 2x5') },
  'W8A8, 8-bit input': { topology: tanh, bits: [8, 8, 8], foldings: foldingsOf('3x4 5x6 2x5') },
  'W2A4, 5-bit input, through the least common multiple': {
    topology: denseOf('hardtanh', 15, 18, 10),
    bits: [2, 4, 5],
    foldings: foldingsOf('5x20 6x3 5x9'),
  },
  'W4A2, 2-bit input, through the greatest common divisor, padded': {
    topology: denseOf('hardtanh', 15, 18, 10),
    bits: [4, 2, 2],
    foldings: foldingsOf('3x14/15x28 9x10/27x20 2x15/10x30'),
  },
  'ReLU W1A1, 3-bit input, padded': {
    topology: relu,
    bits: [1, 1, 3],
    foldings: foldingsOf('3x5/9x20 2x3/8x9 3x2/6x10'),
  },
  'ReLU W2A2, 8-bit input, padded': {
    topology: relu,
    bits: [2, 2, 8],
    foldings: foldingsOf('2x4 1x3/7x9 4x4/4x8'),
  },
  'ReLU W5A8': { topology: relu, bits: [5, 8, 6], foldings: foldingsOf('1x4 1x6 2x7') },
  'one layer': { topology: denseOf('hardtanh', 7), bits: [4, 4, 8], foldings: foldingsOf('7x10') },
};

/** The model's cycles per image, or those of the input stream where that is slower. */
function paceOf(options: TestExport): number {
  const { input, request } = planOf(testRequest(options));
  return Math.max(request.estimate.ii, input.words);
}

describe.skipIf(!tested('the Verilog', 'iverilog'))('simulation of the Verilog with Icarus', () => {
  it.each(Object.keys(EXPORTS))('equals the integer network under stalls, at its pace: %s', (name) => {
    const options = { ...EXPORTS[name], vectors: 24 };
    const { status, stdout, stderr } = simulate(unpacked(options));
    expect(stderr).toBe('');
    expect(stdout).toContain('images 24 mismatches 0\n');
    expect(stdout).toContain(`scores compared ${24 * classCount(options.topology)}\n`);
    expect(status).toBe(0);
    expect(pace(stdout)).toEqual({
      cycles: paceOf(options),
      estimate: planOf(testRequest(options)).request.estimate.ii,
    });
  });

  it('equals it under other stalls and without any', () => {
    const folder = unpacked({ ...EXPORTS['W3A3, 1-bit input'], vectors: 60 });
    for (const seed of [0, 2, 3, 4, 5]) {
      expect(simulate(folder, `SEED=${seed}`).stdout).toContain('images 60 mismatches 0\n');
    }
  });

  it('completes an image that its packet ends early with zeros', () => {
    const options: TestExport = { ...EXPORTS['ReLU W2A2, 8-bit input, padded'], vectors: 20 };
    const request = testRequest(options);
    const { group, words } = planOf(request).input;
    expect(words).toBeGreaterThan(2);
    const { pixels } = request.vectors;
    const size = pixels.length / 20;
    const cut = pixels.map((pixel, i) => (i % size < 2 * group ? pixel : 0));
    const folder = unpackedRequest({ ...request, vectors: { ...request.vectors, pixels: cut } });
    const { status, stdout } = simulate(folder, 'SIMFLAGS=+words=2');
    expect(stdout).toContain('images 20 mismatches 0\n');
    expect(status).toBe(0);
  });

  it('needs a vector in the FIFOs before its layers to keep its pace', () => {
    const options: TestExport = {
      topology: tanh,
      bits: [2, 2, 1],
      foldings: foldingsOf('2x4 1x4 1x2'),
      vectors: 10,
    };
    expect(paceOf(options)).toBe(30);
    const folder = unpacked(options);
    expect(pace(simulate(folder).stdout).cycles).toBe(30);
    const top = join(folder, 'rtl/bitscape_top.v');
    writeFileSync(
      top,
      readFileSync(top, 'utf8').replaceAll(/DEPTH\(\d+\)(?=\n {2}\) \w+_in_fifo)/g, 'DEPTH(2)'),
    );
    const { stdout } = simulate(folder);
    expect(stdout).toContain('images 10 mismatches 0\n');
    expect(pace(stdout).cycles).toBeGreaterThan(30);
  });
});

describe.skipIf(!tested('the Verilog with Verilator', 'verilator', 'g++'))(
  'simulation with Verilator',
  () => {
    it('equals the integer network: TFC W2A2', { timeout: 240_000 }, () => {
      const options: TestExport = {
        topology: PRESETS.tfc,
        bits: [2, 2, 1],
        foldings: foldingsOf('16x49 8x8 8x8 5x8'),
        vectors: 200,
      };
      const { status, stdout } = simulateCompiled(unpacked(options));
      expect(stdout).toContain('images 200 mismatches 0\n');
      expect(pace(stdout)).toEqual({ cycles: 64, estimate: 64 });
      expect(status).toBe(0);
    });
  },
);
