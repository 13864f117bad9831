/** One shift of a product without a multiplier: `sign * (x << shift)`. */
export interface ShiftTerm {
  sign: 1 | -1;
  shift: number;
}

/**
 * A code as the fewest signed powers of two, highest first: its non-adjacent form. A K-hot code has at most K.
 * Source of the use: paper 004, equations 3 and 4: a product is the sum of these shifts.
 */
export function shiftTermsOf(code: bigint): ShiftTerm[] {
  const terms: ShiftTerm[] = [];
  let rest = code;
  for (let shift = 0; rest !== 0n; shift++) {
    if (rest & 1n) {
      // Digit +1 before 01, -1 before 11: then the next digit is 0.
      const sign = (rest & 3n) === 3n ? -1 : 1;
      terms.unshift({ sign, shift });
      rest -= BigInt(sign);
    }
    rest >>= 1n;
  }
  return terms;
}
