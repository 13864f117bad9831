import { fileURLToPath } from 'node:url';
import { readTextIfAny, writeWhole } from '../../src/cli/files';
import { BitscapeError } from '../../src/core/errors';
import { isRecordObject } from './json';

const FOLDER = fileURLToPath(new URL('../../docs/reproduction/', import.meta.url));
const FORMAT = 'bitscape-reproduction';

/** A measurement: what it was asked for, how it was run, what came out. `T` is plain JSON. */
export interface Row<T = unknown> {
  /** All that decides the result but the engine: network, widths, seed, epochs, data set. */
  terms: Readonly<Record<string, unknown>>;
  engine: string;
  date: string;
  seconds: number;
  result: T;
}

/** What was measured of a paper, by the names of its rows: docs/reproduction/paper-00N.json. */
export interface PaperRecord<T = unknown> {
  format: typeof FORMAT;
  version: 1;
  paper: string;
  rows: Readonly<Record<string, Row<T>>>;
}

/** How `run` of a paper measures. */
export interface ReproduceOptions {
  /** Folder of MNIST's four files; undefined where there is none. */
  mnist: string | undefined;
  /** File of the LHC jets; undefined: the synthetic ones. */
  jets: string | undefined;
  /** Id of the engine, or "auto". */
  engine: string;
  /** Day that new rows are dated with. */
  date: string;
  /** Names of the rows to measure; undefined: all. */
  rows: readonly string[] | undefined;
  /** Measure rows that are recorded, too. */
  again: boolean;
  note(line: string): void;
}

/** A paper: how its record is measured, and the Markdown that is made of it. */
export interface Paper {
  run(options: ReproduceOptions): Promise<PaperRecord>;
  render(record: PaperRecord): string;
}

/** A row to measure. */
export interface RowPlan<T> {
  name: string;
  terms: Readonly<Record<string, unknown>>;
  /** Gives the result and the engine that it was measured with. */
  measure(): Promise<{ engine: string; result: T }>;
}

export const emptyRecord = (paper: string): PaperRecord => ({ format: FORMAT, version: 1, paper, rows: {} });

/** Place of a paper's record. */
export const recordPath = (paper: string): string => `${FOLDER}paper-${paper}.json`;

/** The record of a paper; an empty one before the first measurement. @throws BitscapeError "BadRecord". */
export async function readRecord(paper: string, path = recordPath(paper)): Promise<PaperRecord> {
  const text = await readTextIfAny(path);
  if (text === undefined) return emptyRecord(paper);
  const found: unknown = JSON.parse(text);
  if (isRecordObject(found) && found.format === FORMAT && found.version === 1 && found.paper === paper) {
    return found as unknown as PaperRecord;
  }
  throw new BitscapeError('BadRecord', `${path} is no ${FORMAT} of version 1 of paper ${paper}`, path);
}

export const writeRecord = (record: PaperRecord, path = recordPath(record.paper)): Promise<void> =>
  writeWhole(path, `${JSON.stringify(record, null, 1)}\n`);

/** Whether two plain values are equal as JSON, whatever the order of their keys. */
const sameTerms = (a: unknown, b: unknown): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (value: unknown): unknown =>
  isRecordObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, item]) => [key, sorted(item)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value;

/**
 * Measures the rows that are not recorded with the same terms, in order, and writes the record after each, so that a
 * stopped run goes on. Rows that are not in the plan are dropped, unless `rows` asks for some only.
 * @throws BitscapeError "NoSuchRow".
 */
export async function measureRows<T>(
  paper: string,
  plan: readonly RowPlan<T>[],
  { rows: asked, again, date, note }: Pick<ReproduceOptions, 'rows' | 'again' | 'date' | 'note'>,
  path = recordPath(paper),
): Promise<PaperRecord> {
  const unknown = asked?.find((name) => !plan.some((row) => row.name === name));
  if (unknown !== undefined) {
    const names = plan.map(({ name }) => name).join(', ');
    throw new BitscapeError(
      'NoSuchRow',
      `--rows ${unknown}: the rows of paper ${paper} are ${names}`,
      '--rows',
    );
  }
  let record = await readRecord(paper, path);
  const known = new Map(Object.entries(record.rows));
  for (const row of plan.filter(({ name }) => asked?.includes(name) ?? true)) {
    const found = known.get(row.name);
    if (found && !again && sameTerms(found.terms, row.terms)) {
      note(`${row.name}: recorded`);
      continue;
    }
    note(row.name);
    const start = performance.now();
    const { engine, result } = await row.measure();
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    known.set(row.name, { terms: row.terms, engine, date, seconds, result });
    const names = [...plan.map(({ name }) => name), ...(asked ? known.keys() : [])];
    record = { ...record, rows: inOrder(known, names) };
    await writeRecord(record, path);
    note(`${row.name}: ${seconds} s`);
  }
  if (asked) return record;
  const planned = {
    ...record,
    rows: inOrder(
      known,
      plan.map(({ name }) => name),
    ),
  };
  if (Object.keys(planned.rows).length < Object.keys(record.rows).length) await writeRecord(planned, path);
  return planned;
}

const inOrder = (rows: ReadonlyMap<string, Row>, names: readonly string[]): PaperRecord['rows'] =>
  Object.fromEntries(
    [...new Set(names)].flatMap((name) => {
      const row = rows.get(name);
      return row ? [[name, row] as const] : [];
    }),
  );
