import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import golden from './finn-mvau.golden.json';
import { type FinnAnswers, type FinnRecord, finnAnswers, isModelledOp } from './finn-record';

type GoldenRecord = FinnRecord & FinnAnswers;

const NAMES = ['lut', 'bram18', 'bram_efficiency', 'uram', 'uram_efficiency', 'dsp', 'cycles'] as const;

const expected = (record: FinnAnswers): FinnAnswers => {
  const { lut, bram18, bram_efficiency, uram, uram_efficiency, dsp, cycles } = record;
  return { lut, bram18, bram_efficiency, uram, uram_efficiency, dsp, cycles };
};

const differs = (record: GoldenRecord): boolean => {
  const ours = finnAnswers(record);
  return NAMES.some((name) => ours[name] !== record[name]);
};

describe("FINN's MVAU formulas (expected values: FINN dev 73ba5ed's own methods)", () => {
  it.each(golden.records.map((record, i) => [i, record] as const))('record %i', (_i, record) => {
    expect(finnAnswers(record)).toEqual(expected(record));
  });

  it('reach every branch: RTL, UltraRAM, LUT memory, external weights, DSPs, billed thresholds', () => {
    const params: Record<string, unknown>[] = golden.records.map((r) => r.params);
    const some = (name: string, value: unknown): boolean => params.some((p) => p[name] === value);
    expect(golden.records.filter((r) => r.op === 'MVAU_rtl')).toHaveLength(7);
    expect(some('ram_style', 'ultra')).toBe(true);
    expect(some('ram_style', 'distributed')).toBe(true);
    expect(some('mem_mode', 'internal_embedded')).toBe(true);
    expect(some('mem_mode', 'external')).toBe(true);
    expect(some('resType', 'dsp')).toBe(true);
    expect(some('ram_style_thresholds', 'distributed')).toBe(true);
  });

  const folder = process.env.BITSCAPE_GOLDEN_DIR;
  const file = folder && join(folder, 'finn_estimates.json');
  it.skipIf(!file)('all MVAU records of finn_estimates.json (needs BITSCAPE_GOLDEN_DIR)', () => {
    if (!file || !existsSync(file)) throw new Error(`no ${file}`);
    const all: GoldenRecord[] = JSON.parse(readFileSync(file, 'utf8'));
    const records = all.filter((record) => isModelledOp(record.op));
    const wrong = records.filter(differs);
    console.warn(`FINN MVAU records reproduced: ${records.length - wrong.length} of ${records.length}`);
    expect(records.length).toBe(534);
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
    expect(() => finnAnswers({ ...good, op: 'Pool_hls' })).toThrow(
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
    const bad = { ...good, params: { ...good.params, inputDataType: 'FLOAT32' } };
    expect(() => finnAnswers(bad)).toThrow(expect.objectContaining({ name: 'UnknownDataType' }));
  });
});
