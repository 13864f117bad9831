import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulatorBits } from './accumulator';
import { dataTypeOf } from './data-type';
import { divisorsOf } from './folding';
import { MVAU_DEFAULTS, type MvauParams, mvauAccumulatorBits, mvauCycles } from './mvau';
import { dspBlockOf } from './mvau-dsp';
import { mvauLut } from './mvau-lut';
import { mvauWeightMemory } from './mvau-memory';

const bits = fc.integer({ min: 1, max: 8 });

/** An MVAU with a legal folding. */
const mvau = fc
  .record({ mw: fc.integer({ min: 1, max: 300 }), mh: fc.integer({ min: 1, max: 300 }), w: bits, a: bits })
  .chain(({ mw, mh, w, a }) =>
    fc.record({ simd: fc.constantFrom(...divisorsOf(mw)), pe: fc.constantFrom(...divisorsOf(mh)) }).map(
      ({ simd, pe }): MvauParams => ({
        ...MVAU_DEFAULTS,
        MW: mw,
        MH: mh,
        SIMD: simd,
        PE: pe,
        weightDataType: `INT${w}`,
        inputDataType: `INT${a}`,
        outputDataType: `INT${a}`,
      }),
    ),
  );

describe('data types', () => {
  it.each([
    ['BIPOLAR', 1, true],
    ['BINARY', 1, false],
    ['TERNARY', 2, true],
    ['INT4', 4, true],
    ['UINT8', 8, false],
    ['FIXED<8,3>', 8, true],
    ['SCALEDINT<5>', 5, true],
    ['FLOAT32', 32, true],
  ])('%s has %i bits, signed: %s', (name, bits, signed) => {
    expect(dataTypeOf(name)).toEqual({ bits, signed });
  });

  it.each(['INT0', 'int4', 'FLOAT8', '', 'INT4 '])('"%s" is refused', (name) => {
    expect(() => dataTypeOf(name)).toThrow(expect.objectContaining({ name: 'UnknownDataType' }));
  });
});

describe('an MVAU', () => {
  it('takes as many multiply-accumulates as its matrix has weights', () => {
    fc.assert(fc.property(mvau, (p) => mvauCycles(p) * p.PE * p.SIMD === p.MW * p.MH));
  });

  it('keeps its weights in the RAMB18s that it bills', () => {
    fc.assert(
      fc.property(mvau, (p) => {
        const { bram18 } = mvauWeightMemory(p);
        return bram18 * 18432 >= dataTypeOf(p.weightDataType).bits * p.MW * p.MH;
      }),
    );
  });

  it('bills an accumulator that holds the largest sum', () => {
    fc.assert(
      fc.property(mvau, (p) => {
        const { bits: w } = dataTypeOf(p.weightDataType);
        const { bits: a } = dataTypeOf(p.inputDataType);
        return p.MW * 2 ** (w - 1) * 2 ** (a - 1) <= 2 ** (mvauAccumulatorBits(p) - 1);
      }),
    );
  });

  // 31 bipolar products: log2 31 + log2(1 + 1/31) is 5.000000000000001 in floating point, its ceiling one too many.
  it("bills FINN's rounding slips: 7 bits for 31 bipolar products, as for 63, where 6 would do", () => {
    const bits = (inputs: number): number => accumulatorBits(inputs, 1, { bits: 1, signed: true }, 32);
    expect([15, 31, 63, 127].map(bits)).toEqual([5, 7, 7, 8]);
  });

  it('never costs fewer LUTs with twice the PE', () => {
    fc.assert(
      fc.property(mvau, (p) => {
        fc.pre(p.MH % (2 * p.PE) === 0);
        return mvauLut({ ...p, PE: 2 * p.PE }) >= mvauLut(p);
      }),
    );
  });
});

describe('DSP blocks (FINN util/basic.py:312-318)', () => {
  it.each([
    ['xc7z020clg400-1', 'DSP48E1'],
    ['xczu3eg-sbva484-1-e', 'DSP48E2'],
    ['xcvc1902-vsva2197-2MP-e-S', 'DSP58'],
    ['xcv80-lsva4737-2MHP-e-S', 'DSP58'],
  ])('of %s: %s', (part, block) => {
    expect(dspBlockOf(part)).toBe(block);
  });
});
