import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedOf, numberOf, valueCaster } from './cast';
import { bitLimits, codeLimits } from './fixed-range';
import { parseFixedType } from './fixed-text';
import { type FixedType, OVERFLOWS, QUANTIZATIONS } from './fixed-type';
import { differentiableCast } from './straight-through';
import { anyType, doublesFor } from './testing';

describe('the straight-through estimator, by hand', () => {
  it.each([
    // Codes -4..3 in steps of 0.5: 1.7 rounds to 1.5 and is in range, 1.8 rounds to 2 and is not.
    ['SAT', [1, 0, 0, 1], [1.5, 1.5, -2, -2]],
    ['SAT_SYM', [1, 0, 0, 0], [1.5, 1.5, -1.5, -1.5]],
    ['SAT_ZERO', [1, 0, 0, 1], [1.5, 0, 0, -2]],
    ['WRAP', [1, 1, 1, 1], [1.5, -2, 1, -2]],
  ])('AP_%s at 1.7, 1.8, -3 and -2 in ap_fixed<3,2,AP_RND>', (mode, gradients, values) => {
    const cast = differentiableCast(parseFixedType(`ap_fixed<3,2,AP_RND,AP_${mode}>`));
    const steps = [1.7, 1.8, -3, -2].map(cast);
    expect(steps.map((step) => step.dInput)).toEqual(gradients);
    expect(steps.map((step) => step.value)).toEqual(values);
  });

  it('pulls the integer bits by the rounding error in range, by the limit beyond it', () => {
    const cast = differentiableCast(parseFixedType('ap_fixed<3,2,AP_RND,AP_SAT>'));
    expect(cast(1.25).dInteger).toBeCloseTo(0.25 * Math.LN2, 12);
    expect(cast(9).dInteger).toBeCloseTo(1.5 * Math.LN2, 12);
    expect(cast(-9).dInteger).toBeCloseTo(-2 * Math.LN2, 12);
  });
});

describe('laws of the differentiable cast', () => {
  it('gives the value of the cast, and passes the gradient where the range changes nothing, and always under WRAP', () => {
    const narrow = fc.record({
      type: anyType(24),
      quantization: fc.constantFrom(...QUANTIZATIONS),
      overflow: fc.constantFrom(...OVERFLOWS),
    });
    const cases = narrow
      .map(({ type, ...modes }): FixedType => ({ ...type, ...modes }))
      .chain((type) => doublesFor(type).map((x): [FixedType, number] => [type, x]));
    fc.assert(
      fc.property(cases, ([type, x]) => {
        const { value, dInput } = differentiableCast(type)(x);
        expect(value).toBe(valueCaster(type)(x));
        const endless: FixedType = {
          ...type,
          signed: true,
          width: 4000 + type.width - type.integer,
          integer: 4000,
        };
        const unchanged = numberOf(fixedOf(endless, x)) === value;
        expect(dInput).toBe(unchanged || type.overflow === 'WRAP' ? 1 : 0);
      }),
      { numRuns: 200 },
    );
  });

  it('has the derivatives of the cast with the rounding error held still', () => {
    const SMALL = 1e-5;
    const cases = anyType(8)
      .map((type): FixedType => ({ ...type, integer: type.integer % 8 }))
      .chain((type) =>
        fc.double({ min: -3, max: 3, noNaN: true }).map((x): [FixedType, number] => {
          const { max } = bitLimits(type);
          return [type, x * (Number(max) + 1) * 2 ** (type.integer - type.width)];
        }),
      );
    fc.assert(
      fc.property(cases, ([type, x]) => {
        const { min, max } = codeLimits(type);
        const [low, high] = [Number(min), Number(max)];
        const span = 2 ** type.width;
        const rounded = valueCaster({
          ...type,
          signed: true,
          width: 50,
          integer: 50 - type.width + type.integer,
          overflow: 'SAT',
        });
        const scaledUp = x * 2 ** (type.width - type.integer);
        const code = rounded(x) * 2 ** (type.width - type.integer);
        const error = code - scaledUp;
        // Not at a jump of the overflow itself.
        fc.pre(Math.abs(code - low) > 0.5 && Math.abs(code - high) > 0.5);
        const turns =
          type.overflow === 'WRAP' ? Math.floor((code - Number(bitLimits(type).min)) / span) * span : 0;
        const surrogate = (at: number, integer: number): number => {
          const step = 2 ** (integer - type.width);
          const steps = at / step + error;
          const held = Math.min(Math.max(steps, low), high);
          if (type.overflow === 'WRAP') return step * (steps - turns);
          if (type.overflow === 'SAT_ZERO') return held === steps ? step * steps : 0;
          return step * held;
        };
        const ours = differentiableCast(type)(x);
        const byInteger =
          (surrogate(x, type.integer + SMALL) - surrogate(x, type.integer - SMALL)) / (2 * SMALL);
        const move = SMALL * 2 ** (type.integer - type.width);
        const byInput = (surrogate(x + move, type.integer) - surrogate(x - move, type.integer)) / (2 * move);
        const scale = Math.max(1, Math.abs(x), 2 ** type.integer);
        expect(Math.abs(ours.dInteger - byInteger) / scale).toBeLessThan(1e-4);
        expect(Math.abs(ours.dInput - byInput)).toBeLessThan(1e-4);
      }),
      { numRuns: 200 },
    );
  });
});
