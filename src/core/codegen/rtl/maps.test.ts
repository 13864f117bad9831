import { afterAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../network/presets';
import { classCount, type Topology } from '../../network/topology';
import { foldingsOf, removeFolders, unpacked } from '../csim/testing';
import { planOf } from '../plan';
import { type TestExport, testRequest } from '../testing';
import { unitsOf } from './chain';
import {
  POINTWISE_MAPS,
  pace,
  SIGNED_MAPS,
  SMALL_MAPS,
  simulate,
  simulateCompiled,
  TINY_MAPS,
  tested,
} from './testing';

afterAll(removeFolders);

/** [topology, [W, A, input bits], folding, seed, vectors, style of the windows]. */
type Row = [Topology, readonly [number, number, number], string, number, number, string];

/** Several (W, A), all with negative gammas. With these seeds scores depend on most pixels, which is rare. */
const EXPORTS: Record<string, Row> = {
  'W1A1, 8-bit input, one product at a time': [SMALL_MAPS, [1, 1, 8], '1x1 1x1 1x1', 8, 8, 'words words'],
  'W2A3, 5-bit input, both styles': [SMALL_MAPS, [2, 3, 5], '4x6 1x4 1x3', 22, 16, 'whole words'],
  'W1A4, 1-bit input, all at once': [SMALL_MAPS, [1, 4, 1], '4x18 3x16 3x6', 36, 16, 'whole whole'],
  'W8A2, padded, PE and SIMD that meet nowhere': [
    SMALL_MAPS,
    [8, 2, 8],
    '3x4/6x20 2x3/4x18 2x4/4x8',
    22,
    8,
    'words words',
  ],
  'W1A8, all at once': [TINY_MAPS, [1, 8, 8], '1x4 1x8 2x2', 13, 8, 'whole whole'],
  'W8A8, padded': [TINY_MAPS, [8, 8, 8], '2x6/2x6 2x5/2x10 2x3/2x3', 13, 8, 'whole whole'],
  'hard tanh W1A1, 1-bit input (XNOR), padded': [
    SIGNED_MAPS,
    [1, 1, 1],
    '3x5/6x10 2x3/4x6 3x5/6x20 3x3/6x6 2x4/4x4',
    3,
    16,
    'whole words',
  ],
  'hard tanh W3A3, 4-bit input': [SIGNED_MAPS, [3, 3, 4], '4x9 3x4 2x4 2x2 3x2', 37, 16, 'whole words'],
  '1 x 1 first, a kernel of 4, W3A4': [POINTWISE_MAPS, [3, 4, 8], '4x1 3x8 3x3', 5, 8, 'whole'],
  '1 x 1 first, a kernel of 4, W1A1, padded': [
    POINTWISE_MAPS,
    [1, 1, 1],
    '3x2/6x4 1x8/3x72 2x2/4x4',
    9,
    16,
    'words',
  ],
};

const stylesOf = (options: TestExport): string =>
  planOf(testRequest(options))
    .layers.flatMap(({ window }) => (window ? [window.whole ? 'whole' : 'words'] : []))
    .join(' ');

/** Cycles of the slowest unit per image: of a layer, which the estimate counts, or of what brings it a map. */
function paceOf(options: TestExport): number {
  const units = unitsOf(planOf(testRequest(options))).filter(({ kind }) => kind !== 'adapter');
  return Math.max(...units.map(({ cycles }) => cycles));
}

describe.skipIf(!tested('the Verilog of maps', 'iverilog'))(
  'Verilog of a network with maps',
  {
    timeout: 240_000,
  },
  () => {
    it.each(Object.keys(EXPORTS))('equals the integer network under stalls, at its pace: %s', (name) => {
      const [topology, bits, folding, seed, vectors, styles] = EXPORTS[name];
      const options = { topology, bits, foldings: foldingsOf(folding), seed, vectors };
      expect(stylesOf(options)).toBe(styles);
      const { status, stdout, stderr } = simulate(unpacked(options));
      expect(stderr).toBe('');
      expect(stdout).toContain(`images ${vectors} mismatches 0\n`);
      expect(stdout).toContain(`scores compared ${vectors * classCount(topology)}\n`);
      expect(status).toBe(0);
      expect(pace(stdout).cycles).toBe(paceOf(options));
    });
  },
);

describe.skipIf(!tested('the Verilog of maps with Verilator', 'verilator', 'g++'))(
  'Verilog of the cnn preset, W4A4, with Verilator',
  () => {
    it('equals the integer network at the pace of the estimate', { timeout: 240_000 }, () => {
      const foldings = foldingsOf('2x9 4x12 1x8');
      const options: TestExport = { topology: PRESETS.cnn, bits: [4, 4, 8], foldings, vectors: 8 };
      const { status, stdout } = simulateCompiled(unpacked(options));
      expect(stdout).toContain('images 8 mismatches 0\n');
      expect(pace(stdout)).toEqual({ cycles: 24 * 24 * 3 * 9, estimate: 24 * 24 * 3 * 9 });
      expect(status).toBe(0);
    });
  },
);
