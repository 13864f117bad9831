import type { CellPosition } from '../../core/precision';
import type { AccuracySource } from '../../state/accuracy';
import { count, percent } from '../chart/numbers';
import type { CellStatus } from '../heatmap/cell';

/** One cell of the grid as a row. Numbers are null when not trained or not modelled. */
export interface TableRow extends CellPosition {
  /** Fraction 0..1, of a finished run or of another source. */
  accuracy: number | null;
  /** Where the accuracy comes from, the data set that it is on, and the epochs that it is after. */
  source: AccuracySource | null;
  data: string | null;
  epochs: number | null;
  lut: number | null;
  ff: number | null;
  bram18: number | null;
  uram: number | null;
  dsp: number | null;
  cycles: number | null;
  fps: number | null;
  fits: boolean | null;
  /** Binding resource: "BRAM18". */
  binding: string | null;
  status: CellStatus;
}

type Value = number | string | null;

/** A column: how it is called, read, printed and written to CSV. */
export interface TableColumn {
  id: keyof TableRow;
  label: string;
  /** Name in the CSV file. */
  csv: string;
  numeric: boolean;
  value(row: TableRow): Value;
  text(row: TableRow): string;
}

const numberColumn = (id: keyof TableRow, label: string, csv: string, print = count): TableColumn => {
  const value = (row: TableRow): number | null => {
    const raw = row[id];
    return typeof raw === 'number' ? raw : null;
  };
  const text = (row: TableRow) => {
    const number = value(row);
    return number === null ? '—' : print(number);
  };
  return { id, label, csv, numeric: true, value, text };
};

const textColumn = (id: 'source' | 'data' | 'binding', label: string, csv: string): TableColumn => ({
  id,
  label,
  csv,
  numeric: false,
  value: (row) => row[id],
  text: (row) => row[id] ?? '',
});

const FIT_WORDS = { true: 'fits', false: 'does not fit', null: '' } as const;
const fitOf = ({ fits }: TableRow): string => FIT_WORDS[`${fits}`];

const STATUS_TEXT: Readonly<Record<CellStatus, string>> = {
  empty: 'not trained',
  queued: 'queued',
  training: 'training',
  partial: 'not finished',
  elsewhere: 'in another tab',
  failed: 'failed',
  done: 'done',
};

/** The columns in order. */
export const COLUMNS: readonly TableColumn[] = [
  numberColumn('weightBits', 'W', 'weight_bits'),
  numberColumn('activationBits', 'A', 'activation_bits'),
  numberColumn('accuracy', 'Accuracy', 'accuracy', (v) => percent(v, 2)),
  textColumn('source', 'Source', 'accuracy_source'),
  textColumn('data', 'Data', 'accuracy_data'),
  numberColumn('epochs', 'Epochs', 'accuracy_epochs'),
  numberColumn('lut', 'LUT', 'lut'),
  numberColumn('ff', 'FF', 'ff'),
  numberColumn('bram18', 'BRAM18', 'bram18'),
  numberColumn('uram', 'URAM', 'uram'),
  numberColumn('dsp', 'DSP', 'dsp'),
  numberColumn('cycles', 'Cycles', 'cycles'),
  numberColumn('fps', 'Frames/s', 'fps'),
  { id: 'fits', label: 'Fits', csv: 'fits', numeric: false, value: fitOf, text: fitOf },
  textColumn('binding', 'Binding', 'binding'),
  {
    id: 'status',
    label: 'Status',
    csv: 'status',
    numeric: false,
    value: (row) => row.status,
    text: (row) => STATUS_TEXT[row.status],
  },
];

export interface Sort {
  column: TableColumn['id'];
  direction: 'ascending' | 'descending';
}

/** Next state of a column head: a new column starts ascending, the same one turns round. */
export const nextSort = (sort: Sort, column: Sort['column']): Sort => ({
  column,
  direction: sort.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending',
});

/** Rows in order; what is unknown goes last in either direction, ties keep W then A. */
export function sortRows(rows: readonly TableRow[], { column, direction }: Sort): TableRow[] {
  const { value } = COLUMNS.find(({ id }) => id === column) ?? COLUMNS[0];
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((rowA, rowB) => {
    const [a, b] = [value(rowA), value(rowB)];
    const tie = rowA.weightBits - rowB.weightBits || rowA.activationBits - rowB.activationBits;
    if (a === null || b === null) return a === b ? tie : a === null ? 1 : -1;
    return (a < b ? -sign : a > b ? sign : 0) || tie;
  });
}

const csvField = (value: Value): string => {
  const text = value === null ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180 text of the rows: one header line, empty fields for what is unknown, full precision. */
export const toCsv = (rows: readonly TableRow[]): string =>
  [COLUMNS.map(({ csv }) => csv), ...rows.map((row) => COLUMNS.map(({ value }) => csvField(value(row))))]
    .map((fields) => `${fields.join(',')}\r\n`)
    .join('');
