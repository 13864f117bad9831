import { Random } from '../../random';

/** About a unit Gaussian: the sum of four uniforms, centred and scaled; never beyond +-3.47. */
export const gaussian = (random: Random): number =>
  (random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2) * 1.7320508075688772;

/** Uniform real in [low, high). */
export const between = (random: Random, low: number, high: number): number =>
  low + (high - low) * random.uniform();

/**
 * Makes the generator of the i-th image of a stream ("train", "test", ...), so that an image does not
 * depend on how many are drawn. Streams of one seed start from different states.
 */
export function imageGenerators(seed: number, stream: string): (index: number) => Random {
  const base = Random.for(seed, `synthetic digits: ${stream}`).state;
  return (index) =>
    new Random([
      mix(base[0] + index),
      mix(base[1] + Math.imul(index, 0x9e3779b9)),
      mix(base[2] + Math.imul(index, 0x85ebca6b)),
      mix(base[3] + Math.imul(index, 0xc2b2ae35)),
    ]);
}

/** A bijection of uint32 that spreads every input bit (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let z = value >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
