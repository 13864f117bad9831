import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expSmall, sinTurns } from './portable-math';

it('agrees with Math.sin', () => {
  fc.assert(
    fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (t) => {
      expect(Math.abs(sinTurns(t) - Math.sin(2 * Math.PI * t))).toBeLessThan(1e-9);
    }),
  );
});

it('agrees with Math.exp', () => {
  fc.assert(
    fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (x) => {
      expect(Math.abs(expSmall(x) / Math.exp(x) - 1)).toBeLessThan(1e-9);
    }),
  );
});
