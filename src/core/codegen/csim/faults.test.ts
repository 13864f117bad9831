import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mlp } from '../../network/presets';
import type { Topology } from '../../network/topology';
import type { TestExport } from '../testing';
import { csim, csimTools, foldingsOf, removeFolders, unpacked } from './testing';

afterAll(removeFolders);

const dense: TestExport = {
  topology: mlp('784-16-16-10', [16, 16]),
  bits: [3, 3, 1],
  foldings: foldingsOf('4x49 8x4 5x8'),
  vectors: 40,
};

const topology: Topology = {
  name: 'maps',
  input: { height: 9, width: 8, channels: 2 },
  layers: [
    { kind: 'conv', filters: 6, kernel: 3 },
    { kind: 'conv', filters: 4, kernel: 2 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 5 },
  ],
  activation: 'relu',
};

/** Of the second layer, windows word by word; in the other design all of them are whole. */
const maps: TestExport = { topology, bits: [3, 3, 8], foldings: foldingsOf('3x9 2x8 5x3'), vectors: 40 };
const whole: TestExport = { ...maps, foldings: foldingsOf('6x18 4x24 5x24') };

const otherSide = (_: string, head: string, threshold: string) => head + (Number(threshold) > 0 ? -99 : 99);
const flipDigit = (_: string, head: string, digit: string) =>
  head + (15 - Number.parseInt(digit, 16)).toString(16);

type Change = (source: string) => string;
const weight: Change = (s) => s.replace(/(_weights[^;]*?0x)(\w)/, flipDigit);
const threshold: Change = (s) => s.replace(/(_thresholds[^;]*?\{)(-?\d+)/, otherSide);

const FAULTS: [string, TestExport, string, Change][] = [
  ['a weight of the first layer', dense, 'hls/mvau0.h', weight],
  ['a weight of the last layer', dense, 'hls/mvau2.h', weight],
  ['a threshold', dense, 'hls/mvau1.h', threshold],
  ['a bias', dense, 'hls/mvau2.h', (s) => s.replace(/(_bias[^;]*?\{)(-?\d+)/, (_, head) => `${head}5`)],
  [
    'the width of accumulators',
    dense,
    'hls/mvau1.h',
    (s) => s.replace(/ACC_BITS = \d+/, 'ACC_BITS = 4').replace(/rom<\d+>/, 'rom<4>'),
  ],
  ['an expected class', dense, 'golden/classes.txt', (s) => `${(Number(s[0]) + 1) % 10}${s.slice(1)}`],
  ['a weight of a convolution', maps, 'hls/mvau1.h', weight],
  ['a threshold of a convolution', maps, 'hls/mvau1.h', threshold],
  [
    'the order of the rows of a window',
    maps,
    'hls/sliding_window.h',
    (s) => s.replace('slot = top_slot;', ''),
  ],
  [
    'the row that a window starts in',
    maps,
    'hls/sliding_window.h',
    (s) => s.replace('top_slot = top_slot == S::KERNEL ?', 'top_slot = top_slot == S::KERNEL - 1 ?'),
  ],
  [
    'how many pixels a row of windows takes in',
    maps,
    'hls/sliding_window.h',
    (s) => s.replace('(column == 0 || word < S::FOLDS)', 'word < S::FOLDS'),
  ],
  ['the first window', maps, 'hls/mvau1.h', (s) => s.replace(/FILL = \d+/, 'FILL = 1')],
  [
    'the shift of a whole window',
    whole,
    'hls/sliding_window.h',
    (s) => s.replace('window[y][x] = window[y][x + 1]', 'window[y][x] = window[y][S::KERNEL - 1]'),
  ],
  [
    'a line buffer',
    whole,
    'hls/sliding_window.h',
    (s) => s.replace('lines[y - 1][column] = entering', 'lines[0][column] = entering'),
  ],
  [
    'the first pixel of a cell',
    maps,
    'hls/max_pool.h',
    (s) => s.replace('ap_uint<P::PE * P::BITS> most = item;', 'ap_uint<P::PE * P::BITS> most = 0;'),
  ],
  [
    'the register of a row of cells',
    maps,
    'hls/max_pool.h',
    (s) => s.replace('across[i] = across[i - 1];', ''),
  ],
  ['what is above', maps, 'hls/max_pool.h', (s) => s.replace('maximum<P>(most, above[cell])', 'most')],
  [
    'where a vector ends in an adapter',
    { ...maps, foldings: foldingsOf('4x10/8x20 3x7/6x28 3x5/6x30') },
    'hls/width_adapter.h',
    (s) => s.replaceAll('|| ends ? 0', '? 0'),
  ],
  ['the sign of codes', maps, 'hls/mvau1.h', (s) => s.replace('SIGNED = false;\n};', 'SIGNED = true;\n};')],
];

describe.skipIf(!csimTools())('C simulation', () => {
  it.each(FAULTS)('fails when this is changed: %s', (_, options, path, change) => {
    const folder = unpacked(options);
    const before = readFileSync(join(folder, path), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(join(folder, path), after);
    const { status, stdout, stderr } = csim(folder, 'CXXFLAGS=-O0 -Werror');
    expect(stderr).not.toContain('error:');
    expect(stdout).toMatch(/images 40 mismatches [1-9]/);
    expect(status).not.toBe(0);
  });

  it.each(Object.entries({ dense, maps, whole }))('passes when nothing is: %s', (_, options) => {
    expect(csim(unpacked(options)).stdout).toContain('images 40 mismatches 0\n');
  });
});
