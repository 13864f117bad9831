import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JET_FEATURES } from './facts';
import { createJetReader } from './reader';
import { drawJets } from './synthetic';
import { arffOf, csvOf } from './testing';

const read = (...pieces: string[]) => {
  const reader = createJetReader('jets.csv');
  for (const piece of pieces) reader.push(piece);
  return reader.end();
};

const table = drawJets({ seed: 5, count: 40 });
const csv = csvOf(table);
const header = [...JET_FEATURES, 'class'].join(',');
const row = (last: string) => `${JET_FEATURES.map((_, i) => i / 2).join(',')},${last}`;

describe('a file of jets', () => {
  it('as CSV or as ARFF gives the same table', () => {
    expect(read(csv)).toEqual(table);
    expect(read(arffOf(table))).toEqual(table);
  });

  it('may be cut anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: csv.length }), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), csv.length];
        expect(read(...places.slice(1).map((to, i) => csv.slice(places[i], to)))).toEqual(table);
      }),
      { numRuns: 30 },
    );
  });

  it('may have Windows line ends, a byte order mark, quotes, "j_" before names and further columns', () => {
    expect(read(csvOf(table, '\r\n'))).toEqual(table);
    expect(read(`\uFEFF${csv}`)).toEqual(table);
    const quoted = csv.replaceAll(/(^|,)([a-z])(?=\n|$)/gm, '$1"$2"');
    expect(read(quoted)).toEqual(table);
    const renamed = header
      .split(',')
      .map((name) => `"j_${name}"`)
      .join(',')
      .replace('"j_class"', 'Class');
    expect(read(csv.replace(header, renamed))).toEqual(table);
    const wider = csv
      .trimEnd()
      .split('\n')
      .map((line, i) => `${i},${line}`)
      .join('\n');
    expect(read(wider)).toEqual(table);
  });

  it('finds the columns by name, wherever they are', () => {
    const names = header.split(',').reverse().join(',');
    const values = row('t').split(',').reverse().join(',');
    const { features, labels } = read(`${names}\n${values}\n`);
    expect([...features]).toEqual(JET_FEATURES.map((_, i) => i / 2));
    expect([...labels]).toEqual([4]);
  });

  it('grows beyond its first room', () => {
    const large = drawJets({ seed: 6, count: 2500 });
    expect(read(csvOf(large))).toEqual(large);
  });
});

describe('a file that is not right is refused by line', () => {
  it.each([
    ['MissingColumns', 'zlogz, class', `${header.replace('zlogz', 'z').replace('class', 'kind')}\n`],
    ['RepeatedColumn', 'mass_mmdt', `${header},mass_mmdt\n`],
    [
      'WrongRow',
      'line 3: there are 16 values; 17 columns',
      `${header}\n${row('g')}\n1,${row('g').slice(6)}\n`,
    ],
    ['WrongNumber', 'line 2: zlogz is "x"', `${header}\n${row('g').replace('0', 'x')}\n`],
    ['WrongNumber', 'line 2: zlogz is ""', `${header}\n${row('g').slice(1)}\n`],
    ['WrongNumber', 'line 2: zlogz is "NaN"', `${header}\nNaN${row('g').slice(1)}\n`],
    ['WrongClass', 'line 2: the class is "h", it must be one of g, q, w, z, t', `${header}\n${row('h')}\n`],
    ['NoJets', 'has no jets', `${header}\n`],
    ['NoJets', 'has no jets', ''],
  ])('CSV: %s, %s', (name, message, text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ name, message: expect.stringContaining(message) }),
    );
  });

  const arff = arffOf(table);
  it.each([
    ['WrongClass', 'line 20: the class "h"', arff.replace('{g, q, w, z, t}', '{g, q, w, z, h}')],
    ['WrongArff', 'line 4: @attribute zlogz', arff.replace('@ATTRIBUTE zlogz REAL', '@ATTRIBUTE zlogz')],
    ['WrongArff', 'line 2: "@RELATE', arff.replace('@RELATION', '@RELATE')],
    ['MissingColumns', 'multiplicity', arff.replace('@ATTRIBUTE multiplicity REAL\n', '')],
    ['NoJets', 'has no jets', arff.slice(0, arff.indexOf('@DATA'))],
  ])('ARFF: %s, %s', (name, message, text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ name, message: expect.stringContaining(message) }),
    );
  });
});
