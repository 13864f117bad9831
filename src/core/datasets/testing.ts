import { Random } from '../random';
import { formatIdx } from './idx';

/** Raw IDX files of `count` random images and labels 0 to 9: raw material of tests. */
export function randomIdx(count: number, seed = 1, side = 28): { images: Uint8Array; labels: Uint8Array } {
  const random = new Random(seed);
  const pixels = Uint8Array.from({ length: count * side * side }, () => random.below(256));
  const digits = Uint8Array.from({ length: count }, () => random.below(10));
  return { images: formatIdx([count, side, side], pixels), labels: formatIdx([count], digits) };
}
