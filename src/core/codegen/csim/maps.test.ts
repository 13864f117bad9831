import { afterAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../network/presets';
import { classCount, type Topology } from '../../network/topology';
import type { TestExport } from '../testing';
import { csim, csimTools, foldingsOf, removeFolders, unpacked } from './testing';

afterAll(removeFolders);

/** Two channels; the second convolution's map has an odd side, so that the pool drops a row and a column. */
const small: Topology = {
  name: 'small',
  input: { height: 9, width: 8, channels: 2 },
  layers: [
    { kind: 'conv', filters: 6, kernel: 3 },
    { kind: 'conv', filters: 4, kernel: 2 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 5 },
  ],
  activation: 'relu',
};

/** Hard tanh: bipolar or signed maps; a pool before a convolution of 1 x 1, none before the dense layers. */
const signed: Topology = {
  name: 'signed',
  input: { height: 10, width: 11, channels: 1 },
  layers: [
    { kind: 'conv', filters: 6, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 3, kernel: 1 },
    { kind: 'conv', filters: 6, kernel: 2 },
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 4 },
  ],
  activation: 'hardtanh',
};

/** Begins with a convolution of 1 x 1 on three channels, and pools 3 x 3. */
const pointwise: Topology = {
  name: 'pointwise',
  input: { height: 7, width: 5, channels: 3 },
  layers: [
    { kind: 'conv', filters: 4, kernel: 1 },
    { kind: 'conv', filters: 4, kernel: 3 },
    { kind: 'maxpool', size: 3 },
    { kind: 'dense', units: 3 },
  ],
  activation: 'relu',
};

const EXPORTS: Record<string, TestExport> = {
  'W1A1, one product at a time': {
    topology: small,
    bits: [1, 1, 8],
    foldings: foldingsOf('1x1 1x1 1x1'),
  },
  'W1A8, all at once, whole windows': {
    topology: small,
    bits: [1, 8, 8],
    foldings: foldingsOf('6x18 4x24 5x24'),
  },
  'W8A1, padded': {
    topology: small,
    bits: [8, 1, 8],
    foldings: foldingsOf('4x10/8x20 3x7/6x28 3x5/6x30'),
  },
  'W8A8, PE and SIMD that meet nowhere': {
    topology: small,
    bits: [8, 8, 8],
    foldings: foldingsOf('3x9 2x8 5x3'),
  },
  'W3A3, padded, 5-bit input': {
    topology: small,
    bits: [3, 3, 5],
    foldings: foldingsOf('7x6/7x18 2x12 1x8'),
  },
  'W4A2, 1-bit input': {
    topology: small,
    bits: [4, 2, 1],
    foldings: foldingsOf('6x1 1x24 5x6'),
  },
  'hard tanh W1A1, 1-bit input (XNOR), padded': {
    topology: signed,
    bits: [1, 1, 1],
    foldings: foldingsOf('4x5/8x10 2x4/4x8 4x5/8x15 3x7/6x56 4x5/4x10'),
  },
  'hard tanh W2A3': {
    topology: signed,
    bits: [2, 3, 4],
    foldings: foldingsOf('2x9 3x6 6x4 2x9 4x6'),
  },
  'hard tanh W4A8, all at once, padded before the dense layers': {
    topology: signed,
    bits: [4, 8, 8],
    foldings: foldingsOf('6x9 3x6 7x12/7x12 6x54 4x6'),
  },
  '1 x 1 first, W3A4': {
    topology: pointwise,
    bits: [3, 4, 8],
    foldings: foldingsOf('2x1 4x6 3x4'),
  },
  '1 x 1 first, W1A1, padded': {
    topology: pointwise,
    bits: [1, 1, 1],
    foldings: foldingsOf('3x2/6x4 1x8/5x40 2x3/4x9'),
  },
  'the cnn preset, W4A4': {
    topology: PRESETS.cnn,
    bits: [4, 4, 8],
    foldings: foldingsOf('4x3 4x12 2x8'),
    vectors: 4,
  },
};

describe.skipIf(!csimTools())('C simulation of a network with maps', () => {
  it.each(Object.keys(EXPORTS))('equals the integer network: %s', (name) => {
    const { vectors = 20, topology } = EXPORTS[name];
    const { status, stdout, stderr } = csim(unpacked({ ...EXPORTS[name], vectors }));
    expect(stderr).toBe('');
    expect(stdout).toContain(`images ${vectors} mismatches 0\n`);
    expect(stdout).toContain(`scores compared ${vectors * classCount(topology)}\n`);
    expect(status).toBe(0);
  });
});
