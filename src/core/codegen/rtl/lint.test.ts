import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mlp } from '../../network/presets';
import { foldingsOf, removeFolders, unpacked } from '../csim/testing';
import type { TestExport } from '../testing';
import { denseOf, make, POINTWISE_MAPS, SIGNED_MAPS, SMALL_MAPS, TINY_MAPS, tested } from './testing';

afterAll(removeFolders);

const EXPORTS: Record<string, TestExport> = {
  'XNOR, padded': {
    topology: mlp('784-16-16-10', [16, 16]),
    bits: [1, 1, 1],
    foldings: foldingsOf('8x64/16x832 4x8/24x16 16x8/64x32'),
  },
  'multipliers, words that regroup through their greatest common divisor': {
    topology: denseOf('hardtanh', 15, 18, 10),
    bits: [4, 2, 2],
    foldings: foldingsOf('3x14/15x28 9x10/27x20 2x15/10x30'),
  },
  'bipolar weights, 255 thresholds': {
    topology: denseOf('relu', 6, 4),
    bits: [1, 8, 8],
    foldings: foldingsOf('2x5 4x6'),
  },
  'bipolar inputs, everything at once, one layer': {
    topology: denseOf('hardtanh', 3),
    bits: [5, 1, 1],
    foldings: foldingsOf('3x20'),
  },
  'maps, both styles of windows': {
    topology: SMALL_MAPS,
    bits: [2, 3, 5],
    foldings: foldingsOf('4x6 1x4 1x3'),
  },
  'maps, padded, rings of a power of two': {
    topology: { ...SMALL_MAPS, input: { height: 6, width: 8, channels: 4 } },
    bits: [8, 2, 8],
    foldings: foldingsOf('3x4/6x40 2x3/4x18 2x4/4x8'),
  },
  'bipolar maps': {
    topology: SIGNED_MAPS,
    bits: [1, 1, 1],
    foldings: foldingsOf('3x5/6x10 2x3/4x6 3x5/6x20 3x3/6x6 2x4/4x4'),
  },
  'signed maps': {
    topology: SIGNED_MAPS,
    bits: [3, 3, 4],
    foldings: foldingsOf('4x9 3x4 2x4 2x2 3x2'),
  },
  'a kernel of 4, a pool of 3': {
    topology: POINTWISE_MAPS,
    bits: [1, 1, 1],
    foldings: foldingsOf('3x2/6x4 1x12/3x72 2x2/4x4'),
  },
  'the smallest maps': {
    topology: TINY_MAPS,
    bits: [1, 4, 8],
    foldings: foldingsOf('1x4 1x8 2x2'),
  },
};

describe.skipIf(!tested('lint of the Verilog', 'verilator'))('make lint', () => {
  it.each(Object.keys(EXPORTS))('passes: %s', (name) => {
    const { status, stderr } = make(unpacked({ ...EXPORTS[name], vectors: 1 }), 'lint');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('finds a width that does not fit', () => {
    const folder = unpacked({ ...EXPORTS['bipolar weights, 255 thresholds'], vectors: 1 });
    const path = join(folder, 'rtl/bitscape_top.v');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/ACC_BITS\((\d+)\)/, (_, bits) => `ACC_BITS(${bits - 1})`),
    );
    const { status, stderr } = make(folder, 'lint');
    expect(stderr).toContain('%Warning-WIDTH');
    expect(status).not.toBe(0);
  });
});
