import { afterAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../network/presets';
import { removeFolders } from '../csim/testing';
import { type Design, matrixTools, outcome, PASSED } from './testing';

afterAll(removeFolders);

const DESIGNS: readonly Design[] = [
  [[1, 1, 1], '16x49 8x8 8x8 5x8', 2],
  [[1, 8, 1], '1x49 1x16 1x16 1x16', 2],
  [[8, 1, 8], '4x28 2x8 2x8 1x8', 16],
  [[8, 8, 8], '1x56 1x16 1x16 1x8', 1],
  [[2, 2, 1], '8x32/64x800 8x12/72x72 6x8/66x72 4x8/12x72', 10],
  [[3, 5, 4], '4x49 2x16 4x8 1x4', 1, 'two-hot'],
];

describe.skipIf(!matrixTools())(
  'exports of TFC in C simulation, lint and Verilog simulation',
  { timeout: 240_000 },
  () => {
    it.each(DESIGNS)('%j bits of weights, activations and input, folded %s', (...design) => {
      const { classes, ...rest } = outcome(PRESETS.tfc, design);
      expect(classes).toBeGreaterThan(1);
      expect(rest).toEqual(PASSED);
    });
  },
);
