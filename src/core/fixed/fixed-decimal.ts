import type { Fixed } from './cast';
import { fractionOf } from './fixed-type';

/** The exact value in decimal digits, `-0.09375`: every fixed-point value has finitely many. */
export function decimalOf({ type, code }: Fixed): string {
  const fraction = fractionOf(type);
  if (fraction <= 0) return (code << BigInt(-fraction)).toString();
  // A step of 2^-f is 5^f units of the f-th decimal place.
  const units = (code < 0n ? -code : code) * 5n ** BigInt(fraction);
  const digits = units.toString().padStart(fraction + 1, '0');
  const decimals = digits.slice(-fraction).replace(/0+$/, '');
  const whole = digits.slice(0, -fraction);
  return `${code < 0n ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}`;
}
