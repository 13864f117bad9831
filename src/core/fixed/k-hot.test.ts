import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLimits } from './fixed-range';
import { type FixedType, fixedType } from './fixed-type';
import { type KHotMethod, kHot, kHotTable } from './k-hot';
import { type ShiftTerm, shiftTermsOf } from './shift-terms';
import { anyCode, anyType } from './testing';

const INT8 = fixedType({ width: 8, integer: 4, overflow: 'SAT' });
const UINT8 = fixedType({ width: 8, integer: 4, signed: false, overflow: 'SAT' });
const SYM8 = fixedType({ width: 8, integer: 4, overflow: 'SAT_SYM' });

const codesOf = (type: FixedType): number[] => {
  const { min, max } = codeLimits(type);
  return Array.from({ length: Number(max - min) + 1 }, (_, i) => Number(min) + i);
};

/** Every sum of at most k signed powers of two up to 2^9. */
function sums(k: number): Set<number> {
  let reached = new Set([0]);
  for (let term = 0; term < k; term++) {
    const next = new Set(reached);
    for (const sum of reached)
      for (let shift = 0; shift <= 9; shift++) next.add(sum + 2 ** shift).add(sum - 2 ** shift);
    reached = next;
  }
  return reached;
}

const sumOf = (terms: readonly ShiftTerm[]): bigint =>
  terms.reduce((sum, { sign, shift }) => sum + (BigInt(sign) << BigInt(shift)), 0n);

describe('K-hot codes', () => {
  it('by hand: the highest ones, or the nearest signed powers', () => {
    const codes = [0n, 7n, 11n, 46n, 127n, -7n, -77n, -128n];
    expect(codes.map((code) => kHot(INT8, code, 2, 'greedy'))).toEqual([
      0n,
      6n,
      10n,
      40n,
      96n,
      -6n,
      -72n,
      -128n,
    ]);
    expect(codes.map((code) => kHot(INT8, code, 2))).toEqual([0n, 7n, 10n, 48n, 127n, -7n, -80n, -128n]);
    expect(codes.map((code) => kHot(INT8, code, 1))).toEqual([0n, 8n, 8n, 32n, 64n, -8n, -64n, -128n]);
  });

  it.each([
    ['signed', INT8],
    ['unsigned', UINT8],
    ['symmetric', SYM8],
  ])('1-, 2- and 3-hot of every %s 8-bit code is the nearest of all such sums in the type', (_name, type) => {
    const { min, max } = codeLimits(type);
    for (const k of [1, 2, 3]) {
      const legal = [...sums(k)].filter((sum) => sum >= min && sum <= max);
      const wrong = codesOf(type).filter((code) => {
        const least = Math.min(...legal.map((sum) => Math.abs(sum - code)));
        const nearest = legal.filter((sum) => Math.abs(sum - code) === least);
        const nearer = Math.min(...nearest.map(Math.abs));
        const ours = Number(kHot(type, BigInt(code), k));
        return !nearest.includes(ours) || Math.abs(ours) !== nearer;
      });
      expect(wrong).toEqual([]);
    }
  });

  it('greedy 2-hot of every 8-bit code has its two highest ones', () => {
    for (const code of codesOf(INT8)) {
      const digits = Math.abs(code).toString(2);
      let ones = 0;
      const kept = digits.replace(/1/g, (one) => (++ones <= 2 ? one : '0'));
      expect(kHot(INT8, BigInt(code), 2, 'greedy')).toBe(BigInt(Math.sign(code) * Number.parseInt(kept, 2)));
    }
  });

  const wide = anyType(64).chain((type) =>
    anyCode(type).map((code): [FixedType, bigint] => {
      const { min } = codeLimits(type);
      return [type, code < min ? min : code];
    }),
  );
  const size = (n: bigint): bigint => (n < 0n ? -n : n);

  it('the error never grows with K, ends at 0, and nearest is never farther than greedy, up to 64 bits', () => {
    fc.assert(
      fc.property(wide, ([type, code]) => {
        const errors = (method: KHotMethod): bigint[] =>
          Array.from({ length: type.width }, (_, i) => size(code - kHot(type, code, i + 1, method)));
        const [near, far] = [errors('nearest'), errors('greedy')];
        for (const list of [near, far]) {
          expect(list.every((error, i) => i === 0 || error <= list[i - 1])).toBe(true);
          expect(list.at(-1)).toBe(0n);
        }
        expect(near.every((error, i) => error <= far[i])).toBe(true);
      }),
    );
  });

  it('are in the type and take at most K shifts, which give them again', () => {
    fc.assert(
      fc.property(
        wide,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom<KHotMethod>('greedy', 'nearest'),
        ([type, code], k, method) => {
          const hot = kHot(type, code, k, method);
          const terms = shiftTermsOf(hot);
          const { min, max } = codeLimits(type);
          expect(hot >= min && hot <= max).toBe(true);
          expect(terms.length).toBeLessThanOrEqual(k);
          expect(sumOf(terms)).toBe(hot);
          expect(terms.every(({ shift }, i) => i === 0 || shift < terms[i - 1].shift - 1)).toBe(true);
        },
      ),
    );
  });

  it('are in a table for every code', () => {
    for (const type of [INT8, UINT8, SYM8]) {
      const { first, codes } = kHotTable(type, 2);
      expect(codesOf(type).map((code) => codes[code - first])).toEqual(
        codesOf(type).map((code) => Number(kHot(type, BigInt(code), 2))),
      );
      expect(codes).toHaveLength(codesOf(type).length);
    }
  });

  it('refuse what cannot be', () => {
    expect(() => kHot(INT8, 3n, 0)).toThrow(expect.objectContaining({ name: 'BadKHot' }));
    expect(() => kHot(INT8, 128n, 2)).toThrow(
      expect.objectContaining({ name: 'BadKHot', message: expect.stringContaining('-128 to 127') }),
    );
    expect(() => kHotTable({ ...INT8, width: 17 }, 2)).toThrow(expect.objectContaining({ name: 'TooWide' }));
  });
});
