import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mlp } from '../../network/presets';
import { classCount } from '../../network/topology';
import { csim, csimTools, removeFolders, unpackedRequest } from '../csim/testing';
import { denseOf } from '../rtl/testing';
import { type UnrolledTest, unrolledRequest } from './testing';

afterAll(removeFolders);

const tanh = denseOf('hardtanh', 12, 10, 6);
const relu = denseOf('relu', 6, 7, 4);

/** Several (W, A), input widths and reuse factors, all with negative gammas. */
const EXPORTS: Record<string, UnrolledTest> = {
  'W1A1, 1-bit input (XNOR)': { topology: tanh, bits: [1, 1, 1] },
  'W1A1, 1-bit input (XNOR), reuse 3': { topology: tanh, bits: [1, 1, 1], reuse: 3 },
  'W1A8, 8-bit input': { topology: tanh, bits: [1, 8, 8] },
  'W8A1, 8-bit input, reuse 2': { topology: tanh, bits: [8, 1, 8], reuse: 2 },
  'W8A8, 8-bit input, half zeros': { topology: tanh, bits: [8, 8, 8], zeros: 0.5 },
  'W8A8, 8-bit input, reuse 4': { topology: tanh, bits: [8, 8, 8], reuse: 4 },
  'W3A3, 1-bit input, reuse beyond the inputs': { topology: tanh, bits: [3, 3, 1], reuse: 25 },
  'W2A4, 784 inputs of 5 bits': { topology: mlp('784-5-10', [5]), bits: [2, 4, 5] },
  'ReLU W4A2, resource strategy, reuse 4': {
    topology: relu,
    bits: [4, 2, 8],
    reuse: 4,
    strategy: 'resource',
  },
  'ReLU W1A1, 3-bit input': { topology: relu, bits: [1, 1, 3] },
  'one layer': { topology: denseOf('hardtanh', 7), bits: [4, 4, 8] },
};

describe.skipIf(!csimTools())('C simulation of the unrolled style', () => {
  it.each(Object.keys(EXPORTS))('equals the integer network: %s', (name) => {
    const options = { ...EXPORTS[name], vectors: 20 };
    const { status, stdout, stderr } = csim(unpackedRequest(unrolledRequest(options)));
    expect(stderr).toBe('');
    expect(stdout).toContain('images 20 mismatches 0\n');
    expect(stdout).toContain(`scores compared ${20 * classCount(options.topology)}\n`);
    expect(status).toBe(0);
  });

  it.each<[string, UnrolledTest, string, (source: string) => string]>([
    [
      'a weight',
      EXPORTS['W8A8, 8-bit input, half zeros'],
      'hls/mvau1.h',
      (s) => s.replace(/(_weights[^;]*?\{)(-?\d+)/, '$1101'),
    ],
    [
      'a shared weight',
      EXPORTS['W8A8, 8-bit input, reuse 4'],
      'hls/mvau2.h',
      (s) => s.replace(/(_weights[^;]*?\{)(-?\d+)/, '$1-120'),
    ],
    [
      'a threshold',
      EXPORTS['W1A1, 1-bit input (XNOR)'],
      'hls/mvau0.h',
      (s) => s.replace(/(_thresholds[^;]*?\{)(-?\d+)/, (_, head, t) => head + (Number(t) > 0 ? -20 : 21)),
    ],
    ['a bias', EXPORTS['one layer'], 'hls/mvau0.h', (s) => s.replace(/(_bias[^;]*?\{\s*\{)-?\d+/, '$15')],
    [
      'the width of accumulators',
      EXPORTS['W8A8, 8-bit input, reuse 4'],
      'hls/mvau0.h',
      (s) =>
        s
          .replace(/ACC_BITS = \d+/, 'ACC_BITS = 9')
          .replace(/rom<\d+>::number mvau0_t/, 'rom<9>::number mvau0_t'),
    ],
    [
      'the input of a phase',
      EXPORTS['W8A8, 8-bit input, reuse 4'],
      'hls/dense.h',
      (s) => s.replace('lane * L::REUSE + phase;', 'phase * L::LANES + lane;'),
    ],
    [
      'where a pixel goes',
      EXPORTS['W8A8, 8-bit input, half zeros'],
      'hls/dense.h',
      (s) => s.replace('image[i * Input::GROUP + c]', 'image[c]'),
    ],
  ])('fails when this is changed: %s', (_, options, path, change) => {
    const folder = unpackedRequest(unrolledRequest({ ...options, vectors: 40 }));
    const before = readFileSync(join(folder, path), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(join(folder, path), after);
    const { status, stdout, stderr } = csim(folder);
    expect(stderr).not.toContain('error:');
    expect(stdout).toMatch(/images 40 mismatches [1-9]/);
    expect(status).not.toBe(0);
  });
});
