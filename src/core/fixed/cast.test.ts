import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castTo, codeCaster, exactCodeOf, fixedOf, hexOf, numberOf, valueCaster } from './cast';
import { parseFixedType } from './fixed-text';
import { type FixedType, fixedType, fractionOf } from './fixed-type';
import { anyFixed, anyType, codeByDefinition, doublesFor, rationalOf, rationalValue } from './testing';

/** The value of a double in a type, by the exact way, which must be that of the fast one. */
function valueIn(text: string, x: number): number {
  const type = parseFixedType(text);
  const value = numberOf(fixedOf(type, x));
  expect(valueCaster(type)(x)).toBe(value);
  return value;
}

describe('a double in a fixed-point type, by hand', () => {
  // Step 0.5: 1.25 and -1.25 lie half way, 0.75 half way next to an odd code, 1.375 nearer to 1.5.
  it.each([
    ['RND', [1.5, -1, 1, -0.5, 1.5, -1.5]],
    ['RND_ZERO', [1, -1, 0.5, -0.5, 1.5, -1.5]],
    ['RND_MIN_INF', [1, -1.5, 0.5, -1, 1.5, -1.5]],
    ['RND_INF', [1.5, -1.5, 1, -1, 1.5, -1.5]],
    ['RND_CONV', [1, -1, 1, -1, 1.5, -1.5]],
    ['TRN', [1, -1.5, 0.5, -1, 1, -1.5]],
    ['TRN_ZERO', [1, -1, 0.5, -0.5, 1, -1]],
  ])('AP_%s: 1.25, -1.25, 0.75, -0.75, 1.375, -1.375', (mode, values) => {
    const inputs = [1.25, -1.25, 0.75, -0.75, 1.375, -1.375];
    expect(inputs.map((x) => valueIn(`ap_fixed<3,2,AP_${mode},AP_SAT>`, x))).toEqual(values);
  });

  it.each([
    ['ap_fixed', 'SAT', [7, -8, -8, 7]],
    ['ap_fixed', 'SAT_ZERO', [0, 0, -8, 0]],
    ['ap_fixed', 'SAT_SYM', [7, -7, -7, 7]],
    ['ap_fixed', 'WRAP', [3, -3, -8, -8]],
    ['ap_ufixed', 'SAT', [15, 0, 0, 8]],
    ['ap_ufixed', 'SAT_ZERO', [0, 0, 0, 8]],
    ['ap_ufixed', 'SAT_SYM', [15, 0, 0, 8]],
    ['ap_ufixed', 'WRAP', [3, 13, 8, 8]],
  ])('%s<4,4> with AP_%s: 19, -19, -8, 7.5', (name, mode, values) => {
    expect([19, -19, -8, 7.5].map((x) => valueIn(`${name}<4,4,AP_RND,AP_${mode}>`, x))).toEqual(values);
  });

  it.each([
    ['ap_fixed<8,10,AP_RND>', 6, 8],
    ['ap_fixed<8,10,AP_RND_ZERO>', 6, 4],
    ['ap_ufixed<1,-1>', 0.25, 0.25],
    ['ap_fixed<2,0>', -0.5, -0.5],
    ['ap_fixed<4,-2,AP_RND,AP_SAT>', 0.1, 0.09375],
    ['ap_fixed<8,4,AP_RND,AP_SAT_ZERO>', 7.98, 0],
    ['ap_ufixed<8,4,AP_TRN,AP_WRAP>', -0.001, 15.9375],
    ['ap_ufixed<8,4,AP_TRN_ZERO,AP_WRAP>', -0.001, 0],
  ])('%s of %d is %d', (text, x, value) => {
    expect(valueIn(text, x)).toBe(value);
  });

  it('of one symmetric bit keeps its -1, as the header', () => {
    expect([-3, -1, 1, 3].map((x) => valueIn('ap_fixed<1,1,AP_RND,AP_SAT_SYM>', x))).toEqual([-1, -1, 0, 0]);
  });

  it('saturates infinities, wraps them to 0, and has no code for NaN', () => {
    expect(valueIn('ap_fixed<8,4,AP_RND,AP_SAT>', Number.POSITIVE_INFINITY)).toBe(7.9375);
    expect(valueIn('ap_fixed<8,4,AP_RND,AP_SAT>', Number.NEGATIVE_INFINITY)).toBe(-8);
    expect(valueIn('ap_fixed<8,4,AP_RND,AP_WRAP>', Number.POSITIVE_INFINITY)).toBe(0);
    const type = parseFixedType('ap_fixed<8,4>');
    for (const cast of [codeCaster(type), (x: number) => exactCodeOf(type, x)]) {
      expect(() => cast(Number.NaN)).toThrow(expect.objectContaining({ name: 'NotANumber' }));
    }
  });

  it('keeps every bit above 53', () => {
    const type = parseFixedType('ap_fixed<120,60>');
    expect(fixedOf(type, -(1 + 2 ** -52)).code).toBe(-((1n << 60n) + (1n << 8n)));
    expect(() => codeCaster(type)).toThrow(expect.objectContaining({ name: 'TooWide' }));
  });

  it('has its bits in hexadecimal', () => {
    expect(hexOf(fixedOf(parseFixedType('ap_fixed<8,3,AP_RND>'), -2.7))).toBe('0xaa');
    expect(hexOf(fixedOf(parseFixedType('ap_fixed<10,3>'), 0.25))).toBe('0x020');
  });
});

describe('laws of casts', () => {
  const typeAndDouble = (maxWidth: number): fc.Arbitrary<[FixedType, number]> =>
    anyType(maxWidth).chain((type) => doublesFor(type).map((x): [FixedType, number] => [type, x]));

  it('a double is cast as paper 004 defines it, in exact arithmetic, up to 64 bits', () => {
    fc.assert(
      fc.property(typeAndDouble(64), ([type, x]) => {
        expect(exactCodeOf(type, x)).toBe(codeByDefinition(type, rationalOf(x)));
      }),
      { numRuns: 500 },
    );
  });

  it('a fixed-point value is cast as paper 004 defines it, in exact arithmetic, up to 64 bits', () => {
    fc.assert(
      fc.property(anyFixed(64), anyType(64), (value, type) => {
        expect(castTo(type, value).code).toBe(codeByDefinition(type, rationalValue(value)));
      }),
      { numRuns: 500 },
    );
  });

  it('casts in doubles equal those in BigInt, for every double, also far from the type', () => {
    const far = fc
      .tuple(anyType(53), fc.integer({ min: -900, max: 900 }), fc.double({ noNaN: true }))
      .map(([type, move, x]): [FixedType, number] => [{ ...type, integer: type.integer + move }, x]);
    fc.assert(
      fc.property(fc.oneof(typeAndDouble(53), far), ([type, x]) => {
        const fast = codeCaster(type)(x);
        expect(BigInt(fast)).toBe(exactCodeOf(type, x));
        expect(Object.is(fast, -0)).toBe(false);
        expect(valueCaster(type)(x)).toBe(fast * 2 ** -fractionOf(type));
      }),
      { numRuns: 500 },
    );
  });

  it('a cast value stays as it is, whether by its code or by its double', () => {
    fc.assert(
      fc.property(anyType(53), anyFixed(53), (type, value) => {
        const cast = castTo(type, value);
        expect(castTo(type, cast)).toEqual(cast);
        expect(fixedOf(type, numberOf(cast))).toEqual(cast);
      }),
    );
  });
});

/** A type of the file, and what the inputs become in it. */
interface Row extends Pick<FixedType, 'signed' | 'width' | 'integer' | 'overflow'> {
  rounding: FixedType['quantization'];
  outputs: number[];
}

describe("AMD's header", () => {
  const folder = process.env.BITSCAPE_GOLDEN_DIR;
  const file = folder && join(folder, 'ap_fixed_casts.json');

  it.skipIf(!file)('gives the codes of all rows of ap_fixed_casts.json (needs BITSCAPE_GOLDEN_DIR)', () => {
    if (!file || !existsSync(file)) throw new Error(`no ${file}`);
    const { inputs, rows }: { inputs: number[]; rows: Row[] } = JSON.parse(readFileSync(file, 'utf8'));
    const wrong: string[] = [];
    for (const { signed, width, integer, rounding, overflow, outputs } of rows) {
      const type = fixedType({ signed, width, integer, quantization: rounding, overflow });
      const fast = codeCaster(type);
      inputs.forEach((x, i) => {
        // The file has ten digits of each value: far more than the step, so the nearest code is the one meant.
        const code = Math.round(outputs[i] * 2 ** fractionOf(type));
        const ours = [fast(x), Number(exactCodeOf(type, x))];
        if (ours.some((own) => own !== code))
          wrong.push(`${JSON.stringify(type)} of ${x}: ${ours}, not ${code}`);
      });
    }
    expect([rows.length, inputs.length]).toEqual([504, 50]);
    expect(new Set(rows.map((row) => `${row.rounding} ${row.overflow}`)).size).toBe(28);
    expect(wrong).toEqual([]);
  });
});
