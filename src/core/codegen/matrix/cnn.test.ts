import { afterAll, describe, expect, it } from 'vitest';
import type { Topology } from '../../network/topology';
import { foldingsOf, removeFolders, unpacked } from '../csim/testing';
import { make, tested } from '../rtl/testing';
import { type Design, matrixTools, outcome, PASSED } from './testing';

afterAll(removeFolders);

/** Two convolutions, a max-pool and a dense layer. */
const smallCnn = (side: number, filters: readonly [number, number], classes: number): Topology => ({
  name: 'small-cnn',
  input: { height: side, width: side, channels: 1 },
  layers: [
    { kind: 'conv', filters: filters[0], kernel: 3 },
    { kind: 'conv', filters: filters[1], kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: classes },
  ],
  activation: 'relu',
});

const DESIGNS: readonly Design[] = [
  [[1, 1, 8], '4x9 3x12 5x9', 12],
  [[1, 8, 8], '1x3 1x12 2x6', 3, 'affine'],
  [[8, 1, 1], '1x9 3x4 1x6', 21],
  [[8, 8, 8], '1x9 1x18 2x3', 14],
  [[4, 4, 8], '2x5/4x10 4x8/8x40 3x8/12x56', 22],
  [[2, 3, 4], '4x3 2x9 10x6', 18],
];

describe.skipIf(!matrixTools())(
  'exports of a small CNN in C simulation, lint and Verilog simulation',
  { timeout: 240_000 },
  () => {
    it.each(DESIGNS)('%j bits of weights, activations and input, folded %s', (...design) => {
      const { classes, ...rest } = outcome(smallCnn(10, [4, 6], 10), design);
      expect(classes).toBeGreaterThan(1);
      expect(rest).toEqual(PASSED);
    });
  },
);

describe.skipIf(!tested('synthesis of a small CNN', 'yosys'))('make synth-yosys', () => {
  it('synthesizes a small CNN', { timeout: 240_000 }, () => {
    const options = {
      topology: smallCnn(6, [2, 2], 3),
      bits: [2, 2, 4] as const,
      foldings: foldingsOf('1x3 1x6 1x2'),
    };
    const { status, stdout, stderr } = make(unpacked(options), '-s', 'synth-yosys', 'YOSYS_FLAGS=-nodsp');
    expect(stderr).not.toContain('ERROR');
    expect(status).toBe(0);
    expect(stdout).toMatch(/LUT [1-9]\d* .*FF [1-9]\d* RAMB18 \d+ DSP 0/);
  });
});
