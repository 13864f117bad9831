import type { Range } from './line';

/** Signed powers of two of the longest scale: every other digit of its canonical form is 0. */
const MOST_DIGITS = 17;

/**
 * A number of a range (both ends from 0 on) with the fewest signed powers of two, null if every one has more than `most`:
 * the fewer, the fewer shifts and adders its products take.
 */
export function fewestDigits({ low, high }: Range, most = MOST_DIGITS): number | null {
  for (let digits = 0; digits <= Math.min(most, MOST_DIGITS); digits++) {
    const found = withDigits(low, high, digits);
    if (found !== null) return found;
  }
  return null;
}

/** Signed powers of two of a number from 0 on: the digits of its canonical form. */
export function digitCount(value: number): number {
  let digits = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 0) continue;
    digits++;
    if (rest % 4 === 3) rest++;
  }
  return digits;
}

/**
 * A number from `low` to `high` with at most `digits` digits. In canonical form (no two neighbouring digits) a number
 * begins with the highest power of two that is not above it, or with the next one.
 */
function withDigits(low: number, high: number, digits: number): number | null {
  if (low <= 0 && high >= 0) return 0;
  if (digits === 0) return null;
  if (high < 0) {
    const mirrored = withDigits(-high, -low, digits);
    return mirrored === null ? null : -mirrored;
  }
  for (let power = 2 ** Math.floor(Math.log2(low)); power <= 2 * high; power *= 2) {
    const rest = withDigits(low - power, high - power, digits - 1);
    if (rest !== null) return power + rest;
  }
  return null;
}
