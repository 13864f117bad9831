import { afterAll, describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../../network/presets';
import { classCount, type Topology } from '../../network/topology';
import type { TestExport } from '../testing';
import { csim, csimTools, foldingsOf, removeFolders, unpacked } from './testing';

afterAll(removeFolders);

const small = mlp('784-16-16-10', [16, 16]);
const uneven = mlp('784-15-18-10', [15, 18]);
const relu: Topology = {
  name: 'relu',
  input: { height: 4, width: 5, channels: 1 },
  layers: [
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 7 },
    { kind: 'dense', units: 4 },
  ],
  activation: 'relu',
};

/** Several (W, A) and input widths; padded and unpadded; words that regroup evenly, by divisor, by multiple. */
const EXPORTS: Record<string, TestExport> = {
  'W1A1, 1-bit input, padded (XNOR)': {
    topology: small,
    bits: [1, 1, 1],
    foldings: foldingsOf('8x64/16x832 4x8/24x16 16x8/64x32'),
  },
  'W1A3, 8-bit input, padded': {
    topology: small,
    bits: [1, 3, 8],
    foldings: foldingsOf('8x49 16x2/16x20 2x8'),
  },
  'W3A1, 1-bit input, padded': {
    topology: mlp('784-12-18-10', [12, 18]),
    bits: [3, 1, 1],
    foldings: foldingsOf('4x112/16x784 6x6/18x18 5x9'),
  },
  'W8A8, 8-bit input': {
    topology: small,
    bits: [8, 8, 8],
    foldings: foldingsOf('4x49 8x16 2x4'),
  },
  'W2A4, 5-bit input, through the least common multiple': {
    topology: uneven,
    bits: [2, 4, 5],
    foldings: foldingsOf('5x784 6x3 5x9'),
  },
  'W4A2, 2-bit input, through the greatest common divisor, padded': {
    topology: uneven,
    bits: [4, 2, 2],
    foldings: foldingsOf('3x14 9x10/27x20 2x15/10x30'),
  },
  'W3A3, 1-bit input, tfc': {
    topology: PRESETS.tfc,
    bits: [3, 3, 1],
    foldings: foldingsOf('16x49 8x8 8x8 10x8'),
  },
  'ReLU W1A1, padded': {
    topology: relu,
    bits: [1, 1, 3],
    foldings: foldingsOf('3x5/9x20 2x3/8x9 3x2/6x10'),
  },
  'ReLU W2A2, padded': {
    topology: relu,
    bits: [2, 2, 8],
    foldings: foldingsOf('2x4 1x3/7x9 4x4/4x8'),
  },
};

describe.skipIf(!csimTools())('C simulation of dense layers', () => {
  it.each(Object.keys(EXPORTS))('equals the integer network: %s', (name) => {
    const { status, stdout, stderr } = csim(unpacked({ ...EXPORTS[name], vectors: 20 }));
    expect(stderr).toBe('');
    expect(stdout).toContain('images 20 mismatches 0\n');
    expect(stdout).toContain(`scores compared ${20 * classCount(EXPORTS[name].topology)}\n`);
    expect(status).toBe(0);
  });
});
