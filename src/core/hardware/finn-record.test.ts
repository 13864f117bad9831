import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answered, differences, goldenLayers, goldenMvaus } from './finn-golden';
import { finnAnswers, isModelledOp } from './finn-record';

describe("FINN's formulas (expected values: FINN dev 73ba5ed's own methods; FIFOs: FINN main 39f0c9a)", () => {
  const records = [...goldenMvaus, ...goldenLayers];

  it.each(records.map((record, i) => [record.op, i, record] as const))('%s, record %i', (_op, _i, record) => {
    expect(differences(record)).toEqual([]);
  });

  it('are checked in 150 records that reach every branch of the MVAU', () => {
    const params = goldenMvaus.map((r) => r.params);
    const some = (name: string, value: unknown): boolean => params.some((p) => p[name] === value);
    expect(records).toHaveLength(150);
    expect(goldenMvaus.filter((r) => r.op === 'MVAU_rtl')).toHaveLength(7);
    expect(some('ram_style', 'ultra')).toBe(true);
    expect(some('ram_style', 'distributed')).toBe(true);
    expect(some('mem_mode', 'internal_embedded')).toBe(true);
    expect(some('mem_mode', 'external')).toBe(true);
    expect(some('resType', 'dsp')).toBe(true);
    expect(some('ram_style_thresholds', 'distributed')).toBe(true);
  });

  const folder = process.env.BITSCAPE_GOLDEN_DIR;
  const file = folder && join(folder, 'finn_estimates.json');
  it.skipIf(!file)('all 1165 records of finn_estimates.json (needs BITSCAPE_GOLDEN_DIR)', () => {
    if (!file || !existsSync(file)) throw new Error(`no ${file}`);
    const all: Answered[] = JSON.parse(readFileSync(file, 'utf8'));
    const wrong = all.filter((record) => differences(record).length > 0);
    console.warn(`FINN records reproduced: ${all.length - wrong.length} of ${all.length}`);
    expect(all.length).toBe(1165);
    expect(all.every((record) => isModelledOp(record.op))).toBe(true);
    expect(wrong).toEqual([]);
  });
});

describe('a FINN record', () => {
  const good = {
    op: 'MVAU_hls',
    fpgapart: 'xc7z020clg400-1',
    params: {
      MW: 8,
      MH: 8,
      SIMD: 2,
      PE: 2,
      weightDataType: 'INT2',
      inputDataType: 'INT2',
      outputDataType: 'INT2',
    },
  };

  it('takes FINN defaults for the attributes that it leaves out', () => {
    expect(finnAnswers(good).cycles).toBe(16);
  });

  it('of an unknown class is refused by name', () => {
    expect(() => finnAnswers({ ...good, op: 'Softmax_hls' })).toThrow(
      expect.objectContaining({ name: 'UnknownOp', message: expect.stringContaining('MVAU_hls, MVAU_rtl') }),
    );
  });

  it.each([
    ['MW', 0, 'a positive integer'],
    ['SIMD', '4', 'a positive integer'],
    ['resType', 'fpga', 'one of auto, lut, dsp'],
    ['mem_mode', 3, 'internal_decoupled'],
    ['numInputVectors', [1, -1], 'a list of positive integers'],
    ['weightDataType', 4, 'a data type'],
  ])('with %s = %j says what would be right', (name, value, right) => {
    const bad = { ...good, params: { ...good.params, [name]: value } };
    expect(() => finnAnswers(bad)).toThrow(
      expect.objectContaining({ name: 'IllegalAttribute', message: expect.stringContaining(right) }),
    );
  });

  it('with an unknown data type is refused', () => {
    const bad = { ...good, params: { ...good.params, inputDataType: 'INTEGER' } };
    expect(() => finnAnswers(bad)).toThrow(expect.objectContaining({ name: 'UnknownDataType' }));
  });
});
