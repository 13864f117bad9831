import type { CellPosition } from '../../src/core/precision';

/** An accuracy that the recipe is meant to reach with the atlas's epochs. */
export interface Target extends CellPosition {
  id: string;
  /** Share 0..1 of the test images. */
  least: number;
}

const target = (id: string, bits: number, least: number): Target => ({
  id,
  weightBits: bits,
  activationBits: bits,
  least,
});

/** Set before the atlas was trained. */
export const TARGETS: readonly Target[] = [
  target('sfc-20', 1, 0.968),
  target('sfc-20', 2, 0.976),
  target('sfc-20', 3, 0.979),
  target('cnn-5', 4, 0.985),
];
