import type { Part } from '../../hardware/around';
import type { Shape, Stage } from '../../network/topology';
import { channelsInWord, rowCycles, WIDEST_WORD } from './words';

/** The sliding window before the MVAU of a convolution, as generated. */
export interface WindowPlan {
  /** C++ type of its parameters, "Mvau0Window". */
  struct: string;
  /** The map that it reads. */
  map: Shape;
  kernel: number;
  /** Channels in a word of the map, and words of a pixel. */
  simd: number;
  folds: number;
  /** Bits of an element. */
  bits: number;
  /** A whole window per word, from line buffers; else one word of the window per cycle, from a buffer of rows. */
  whole: boolean;
  /** Words read before the first window leaves. */
  fill: number;
  /** Cycles per image. */
  cycles: number;
}

/**
 * The generator that the estimate has before a stage, as hardware; null where every input is read once: dense layers
 * and convolutions of 1 x 1. A window too wide for one word leaves word by word.
 */
export function windowPlan(
  stage: Stage,
  struct: string,
  bits: number,
  parts: readonly Part[],
): WindowPlan | null {
  const part = parts.find((p) => p.kind === 'swg' && !p.at.depthwise);
  if (part?.kind !== 'swg' || stage.kernel === 1) return null;
  const { input: map, kernel, vectors } = stage;
  const { channels } = map;
  const simd = channelsInWord(channels, part.at.simd, bits);
  const folds = channels / simd;
  const whole = part.at.style === 'parallel' && folds === 1 && kernel ** 2 * channels * bits <= WIDEST_WORD;
  const fill = ((kernel - 1) * map.width + kernel) * folds;
  const cycles = whole ? map.height * rowCycles(map.width) : fill + vectors * kernel ** 2 * folds;
  return { struct: `${struct}Window`, map, kernel, simd, folds, bits, whole, fill, cycles };
}
