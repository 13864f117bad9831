/** A number as `mantissa * 2^exponent`, exactly. */
export interface BinaryExpansion {
  mantissa: bigint;
  exponent: number;
}

const MANTISSA_BITS = 52;
const EXPONENT_BIAS = 1023;

/**
 * The exact binary expansion of a double. An infinity counts as +-2^1024, its bits read as a number, which is what
 * AMD's header makes of it; NaN has no expansion and must not come here.
 */
export function expansionOf(x: number): BinaryExpansion {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> BigInt(MANTISSA_BITS)) & 0x7ffn);
  const fraction = bits & ((1n << BigInt(MANTISSA_BITS)) - 1n);
  const magnitude = field === 0 ? fraction : fraction | (1n << BigInt(MANTISSA_BITS));
  const exponent = Math.max(field, 1) - EXPONENT_BIAS - MANTISSA_BITS;
  return { mantissa: bits >> 63n ? -magnitude : magnitude, exponent };
}

/** Largest power of two that one multiplication takes: the power and its inverse are normal doubles. */
const LARGEST_POWER = 1000;

/** `x * 2^exponent` for any exponent: exact while the result is a normal double. */
export function scaled(x: number, exponent: number): number {
  let value = x;
  let left = exponent;
  while (Math.abs(left) > LARGEST_POWER && value !== 0 && Number.isFinite(value)) {
    const part = Math.sign(left) * LARGEST_POWER;
    value *= 2 ** part;
    left -= part;
  }
  return Math.abs(left) > LARGEST_POWER ? value : value * 2 ** left;
}
