import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, nextSort, sortRows, type TableRow, toCsv } from './view-model';

const row = (change: Partial<TableRow>): TableRow => ({
  weightBits: 1,
  activationBits: 1,
  accuracy: null,
  source: null,
  data: null,
  epochs: null,
  lut: null,
  ff: null,
  bram18: null,
  uram: null,
  dsp: 0,
  cycles: 784,
  fps: 10_000,
  fits: true,
  binding: 'BRAM18',
  status: 'empty',
  ...change,
});

const ROWS = [
  row({ weightBits: 2, lut: 300, accuracy: 0.95, status: 'done' }),
  row({ weightBits: 3, lut: null }),
  row({ weightBits: 1, lut: 100 }),
];

const weights = (rows: TableRow[]) => rows.map(({ weightBits }) => weightBits);

describe('sortRows', () => {
  it('sorts both ways with the unknown last', () => {
    expect(weights(sortRows(ROWS, { column: 'lut', direction: 'ascending' }))).toEqual([1, 2, 3]);
    expect(weights(sortRows(ROWS, { column: 'lut', direction: 'descending' }))).toEqual([2, 1, 3]);
  });

  it('keeps W then A among equals, for every column', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...COLUMNS),
        fc.constantFrom('ascending', 'descending'),
        ({ id }, direction) => {
          const equal = [3, 1, 2].map((weightBits) => row({ weightBits }));
          const expected = id === 'weightBits' && direction === 'descending' ? [3, 2, 1] : [1, 2, 3];
          expect(weights(sortRows(equal, { column: id, direction }))).toEqual(expected);
        },
      ),
    ));

  it('does not change its input', () => {
    sortRows(ROWS, { column: 'lut', direction: 'ascending' });
    expect(weights(ROWS)).toEqual([2, 3, 1]);
  });
});

describe('nextSort', () => {
  it('turns a column round and starts another ascending', () => {
    const first = { column: 'lut', direction: 'ascending' } as const;
    expect(nextSort(first, 'lut')).toEqual({ column: 'lut', direction: 'descending' });
    expect(nextSort({ column: 'lut', direction: 'descending' }, 'ff')).toEqual({
      column: 'ff',
      direction: 'ascending',
    });
  });
});

describe('toCsv', () => {
  it('writes a header, full precision and empty fields for the unknown', () =>
    expect(toCsv([row({ accuracy: 0.96947, binding: 'a "b", c', status: 'done' })])).toBe(
      'weight_bits,activation_bits,accuracy,accuracy_source,accuracy_data,accuracy_epochs,' +
        'lut,ff,bram18,uram,dsp,cycles,fps,fits,binding,status\r\n' +
        '1,1,0.96947,,,,,,,,0,784,10000,fits,"a ""b"", c",done\r\n',
    ));

  it('says where each accuracy comes from', () => {
    const reference = row({ accuracy: 0.95, source: 'reference', data: 'MNIST', epochs: 10 });
    expect(toCsv([reference])).toContain('\r\n1,1,0.95,reference,MNIST,10,');
  });
});

it('words every training status', () => {
  const text = COLUMNS.find(({ id }) => id === 'status')!.text;
  const statuses = ['empty', 'partial', 'elsewhere', 'failed'] as const;
  expect(statuses.map((status) => text(row({ status })))).toEqual([
    'not trained',
    'not finished',
    'in another tab',
    'failed',
  ]);
});
