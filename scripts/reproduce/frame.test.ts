import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documented, withSection } from './document';
import { measureRows, type RowPlan, readRecord } from './record';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-reproduce-'));
  path = join(folder, 'record.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = { rows: undefined, again: false, date: '2030-12-31', note: () => {} };

/** A plan whose rows note that they were measured. */
function plan(names: readonly string[], measured: string[], terms: Record<string, unknown> = { seed: 1 }) {
  return names.map(
    (name): RowPlan<number> => ({
      name,
      terms,
      measure: async () => {
        measured.push(name);
        return { engine: 'none', result: measured.length };
      },
    }),
  );
}

describe('the record of a paper', () => {
  it('has each row with its terms, engine and date, in the order of the plan', async () => {
    const record = await measureRows('001', plan(['b', 'a'], []), options, path);
    expect(Object.keys(record.rows)).toEqual(['b', 'a']);
    expect(record.rows.b).toMatchObject({
      terms: { seed: 1 },
      engine: 'none',
      date: '2030-12-31',
      result: 1,
    });
    expect(await readRecord('001', path)).toEqual(record);
  });

  it('is not measured twice, but where terms differ or it is asked for', async () => {
    const measured: string[] = [];
    await measureRows('001', plan(['a', 'b'], measured, { seed: 1, bits: [8, 4] }), options, path);
    const text = readFileSync(path, 'utf8');
    await measureRows('001', plan(['a', 'b'], measured, { bits: [8, 4], seed: 1 }), options, path);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(measured).toEqual(['a', 'b']);
    await measureRows('001', plan(['a', 'b'], measured, { seed: 2 }), { ...options, rows: ['b'] }, path);
    expect(measured).toEqual(['a', 'b', 'b']);
    const last = await measureRows(
      '001',
      plan(['b'], measured, { seed: 2 }),
      { ...options, again: true },
      path,
    );
    expect(measured).toEqual(['a', 'b', 'b', 'b']);
    expect(Object.keys(last.rows)).toEqual(['b']);
    await measureRows('001', [], options, path);
    expect((await readRecord('001', path)).rows).toEqual({});
  });

  it('keeps what was measured before a row failed', async () => {
    const failing = plan(['a', 'b'], []);
    failing[1].measure = () => Promise.reject(new Error('stopped'));
    await expect(measureRows('001', failing, options, path)).rejects.toThrow('stopped');
    expect(Object.keys((await readRecord('001', path)).rows)).toEqual(['a']);
  });

  it('refuses rows and files of another paper by name', async () => {
    const asked = { ...options, rows: ['c'] };
    await expect(measureRows('001', plan(['a'], []), asked, path)).rejects.toMatchObject({
      name: 'NoSuchRow',
    });
    await measureRows('001', plan(['a'], []), options, path);
    await expect(readRecord('002', path)).rejects.toMatchObject({ name: 'BadRecord' });
  });
});

describe('docs/reproduction.md', () => {
  it('is what npm run reproduce -- --write makes of the records', async () => {
    const { found, wanted } = await documented();
    expect(found).toBe(wanted);
  });

  it('keeps all that is not between the marks of a paper', () => {
    const mark = '<!-- paper-001: written by npm run reproduce -- --write -->';
    const document = `a\n${mark}\nold\n<!-- end paper-001 -->\nz\n`;
    const renewed = withSection(document, '001', 'new\n');
    expect(renewed).toBe(document.replace('old', '\nnew\n'));
    expect(withSection(renewed, '001', 'new')).toBe(renewed);
    expect(() => withSection(document, '002', 'new')).toThrow(expect.objectContaining({ name: 'NoMarks' }));
  });
});
