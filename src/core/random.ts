/** State of a generator, four uint32: enough to resume it exactly. */
export type RandomState = [number, number, number, number];

/**
 * Seeded generator xoshiro128** (Blackman and Vigna, 2018): the same numbers in every engine and browser.
 */
export class Random {
  private s: Uint32Array;

  constructor(seed: number | RandomState) {
    this.s = Array.isArray(seed) ? Uint32Array.from(seed) : splitMix(seed);
  }

  /** A generator for a named purpose, independent of others made from the same seed. */
  static for(seed: number, purpose: string): Random {
    let hash = 2166136261;
    for (let i = 0; i < purpose.length; i++) hash = Math.imul(hash ^ purpose.charCodeAt(i), 16777619);
    return new Random((seed ^ hash) >>> 0);
  }

  get state(): RandomState {
    return [this.s[0], this.s[1], this.s[2], this.s[3]];
  }

  /** Uniform integer in [0, 2^32). */
  uint32(): number {
    const s = this.s;
    const x = Math.imul(s[1], 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /** Uniform real in [0, 1). */
  uniform(): number {
    return this.uint32() / 4294967296;
  }

  /** Uniform integer in [0, n). */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Shuffles in place (Fisher and Yates). */
  shuffle(values: Uint32Array | number[]): void {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }
}

function splitMix(seed: number): Uint32Array {
  let x = seed >>> 0;
  return Uint32Array.from({ length: 4 }, () => {
    x = (x + 0x9e3779b9) >>> 0;
    let z = x;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  });
}
