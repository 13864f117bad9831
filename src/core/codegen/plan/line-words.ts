import { shiftTermsOf } from '../../fixed/shift-terms';
import { indexBits } from '../rtl/verilog';
import type { LinePlan } from './activation';

/** Bits of the stored scale of a neuron. */
export const scaleWordBits = (lines: LinePlan): number =>
  lines.kind === 'affine' ? lines.scaleBits : 2 * placeBits(lines) + 3;

/** Bits of the place of a two-hot scale's term: its highest term may be beyond its highest bit, 7 = 8 - 1. */
export const placeBits = ({ scaleBits }: LinePlan): number => indexBits(scaleBits + 1);

/**
 * The stored scale of a neuron, a number of `scaleWordBits` bits: the scale, or if two-hot from the least significant bit the
 * lower place, its sign (1: negative), whether it is there, the higher place, whether it is there.
 */
export function scaleWord(lines: LinePlan, scale: number): number {
  if (lines.kind === 'affine') return scale;
  const bits = placeBits(lines);
  const [high, low] = shiftTermsOf(BigInt(scale));
  const lower = low ? 2 ** (bits + 1) + (low.sign < 0 ? 2 ** bits : 0) + low.shift : 0;
  return lower + (high ? 2 ** (2 * bits + 2) + high.shift * 2 ** (bits + 2) : 0);
}

/** Stored scales and biases of a layer, [PE][neuron fold]; neuron n = fold * pe + PE. Those of padding give code 0. */
export function lineRows(
  lines: LinePlan,
  pe: number,
  folds: number,
): { scales: number[][]; biases: number[][] } {
  const { scale, bias } = lines.affine;
  const table = (value: (neuron: number) => number) =>
    Array.from({ length: pe }, (_, p) =>
      Array.from({ length: folds }, (_, fold) => {
        const neuron = fold * pe + p;
        return neuron < scale.length ? value(neuron) : 0;
      }),
    );
  return { scales: table((n) => scaleWord(lines, scale[n])), biases: table((n) => bias[n]) };
}
