import { BitscapeError } from '../errors';
import { codeLimits } from './fixed-range';
import type { FixedType } from './fixed-type';

/**
 * Which K-hot code stands for a code. `greedy` keeps the K highest ones of its magnitude, as paper 004 writes it
 * (equation 1, Algorithm 3; it does not say what it does below zero: here the sign is kept). `nearest` is the nearest
 * sum of at most K powers of two with signs of their own, never farther than `greedy`.
 */
export const K_HOT_METHODS = ['nearest', 'greedy'] as const;
export type KHotMethod = (typeof K_HOT_METHODS)[number];

/**
 * The K-hot code of a code of a type: 7 = 0b111 is 6 for K = 2, greedy, and 8 - 1 = 7, nearest. Of two equally near
 * codes the one nearer to zero is taken. The result is within the type.
 * @throws BitscapeError "BadKHot" if K is no positive integer or the code is outside the type.
 */
export function kHot(type: FixedType, code: bigint, k: number, method: KHotMethod = 'nearest'): bigint {
  if (!Number.isInteger(k) || k < 1) {
    throw new BitscapeError('BadKHot', `K must be a positive integer, not ${k}`);
  }
  const { min, max } = codeLimits(type);
  if (code < min || code > max) {
    throw new BitscapeError('BadKHot', `code ${code} is outside the type: its codes are ${min} to ${max}`);
  }
  return method === 'greedy' ? greedy(code, k) : nearest(type, code, k);
}

/** Algorithm 3: K times the power of two of the highest one that is left. */
function greedy(code: bigint, k: number): bigint {
  let rest = code < 0n ? -code : code;
  let sum = 0n;
  for (let i = 0; i < k && rest > 0n; i++) {
    const one = highestPower(rest);
    sum += one;
    rest -= one;
  }
  return code < 0n ? -sum : sum;
}

function nearest(type: FixedType, code: bigint, k: number): bigint {
  const { min, max } = codeLimits(type);
  const known: Known = new Map();
  const below = notAbove(code, k, known);
  const beyond = notAbove(-code, k, known);
  const above = beyond === null ? null : -beyond;
  if (below === null || below < min) return above ?? 0n;
  if (above === null || above > max) return below;
  const [down, up] = [code - below, above - code];
  if (down === up) return code < 0n ? above : below;
  return down < up ? below : above;
}

/** Sums that are known by now, by `k:n`: the same rests come back at many turns. */
type Known = Map<string, bigint | null>;

/**
 * The highest sum of at most k signed powers of two that is not above n, null if there is none. In canonical form (no
 * two neighbouring digits), such a sum starts with the highest power p <= |n| or with 2p, signed as n: what starts
 * lower ends nearer to zero than p, what starts higher ends beyond 2p. What is left is the same task with one term less.
 */
function notAbove(n: bigint, k: number, known: Known): bigint | null {
  if (n === 0n) return 0n;
  if (k === 0) return n > 0n ? 0n : null;
  const key = `${k}:${n}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const power = n < 0n ? -highestPower(-n) : highestPower(n);
  let best: bigint | null = null;
  for (const first of [power, power << 1n]) {
    const rest = notAbove(n - first, k - 1, known);
    if (rest !== null && (best === null || first + rest > best)) best = first + rest;
    if (best === n) break;
  }
  known.set(key, best);
  return best;
}

/** The highest power of two that is not above n > 0. */
const highestPower = (n: bigint): bigint => 1n << BigInt(n.toString(2).length - 1);

/** Width up to which all codes are put into a table. */
const TABLE_WIDTH = 16;

/**
 * The K-hot code of every code of a type, for loops over tensors: entry `code - first` of `codes`. The gradient of the
 * projection is the cast's: it passes straight through.
 * @throws BitscapeError "TooWide" above 16 bits, "BadKHot".
 */
export function kHotTable(
  type: FixedType,
  k: number,
  method: KHotMethod = 'nearest',
): { first: number; codes: Int32Array } {
  if (type.width > TABLE_WIDTH) {
    throw new BitscapeError(
      'TooWide',
      `a table of ${type.width}-bit codes is too long: use at most ${TABLE_WIDTH} bits, or kHot`,
    );
  }
  const { min, max } = codeLimits(type);
  const first = Number(min);
  const codes = Int32Array.from({ length: Number(max) - first + 1 }, (_, i) =>
    Number(kHot(type, BigInt(first + i), k, method)),
  );
  return { first, codes };
}
