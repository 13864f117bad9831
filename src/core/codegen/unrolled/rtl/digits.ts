/** A power of two, added or subtracted. */
export interface Digit {
  sign: 1 | -1;
  shift: number;
}

/** An odd number times a power of two. */
export interface Scaled {
  odd: number;
  shift: number;
}

/**
 * A positive number as the fewest powers of two, added or subtracted (canonical signed digits), lowest first: 7 = 8 - 1.
 * Source: Reitwiesner, "Binary arithmetic" (1960).
 */
export function digitsOf(value: number): Digit[] {
  const digits: Digit[] = [];
  for (let rest = value, shift = 0; rest > 0; rest = Math.floor(rest / 2), shift++) {
    if (rest % 2 === 0) continue;
    const sign = rest % 4 === 3 ? -1 : 1;
    digits.push({ sign, shift });
    rest -= sign;
  }
  return digits;
}

/** A number above 0 as an odd number shifted left: 12 = 3 << 2. */
export function scaledOf(value: number): Scaled {
  let odd = value;
  let shift = 0;
  while (odd % 2 === 0) {
    odd /= 2;
    shift++;
  }
  return { odd, shift };
}
