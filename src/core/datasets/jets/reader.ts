import { BitscapeError } from '../../errors';
import { bare, type JetColumns, jetColumns, jetLabel } from './columns';
import { JET_CLASS_COLUMN, JET_CLASSES, type JetTable } from './facts';
import { createJetRows, type JetRows } from './rows';

/** Reads a file of jets piece by piece: CSV with a line of column names, or ARFF (Weka's format, OpenML's own). */
export interface JetReader {
  /**
   * The next piece of the text, cut anywhere.
   * @throws BitscapeError "MissingColumns", "RepeatedColumn", "WrongRow", "WrongNumber", "WrongClass" or "WrongArff".
   */
  push(text: string): void;
  /** The jets, after the last piece. @throws also BitscapeError "NoJets" if there is no row. */
  end(): JetTable;
}

/** What a line is to the reader: part of the header until the rows are known, then a row. */
type Header = (text: string, line: number) => JetColumns | null;

/** A reader of the file that messages call `where`; the first line with text tells CSV from ARFF. */
export function createJetReader(where: string): JetReader {
  let rest = '';
  let line = 0;
  let header: Header | undefined;
  let rows: JetRows | undefined;

  const take = (text: string): void => {
    line++;
    if (rows) {
      if (text !== '' && text[0] !== '%') rows.add(text, line);
      return;
    }
    const trimmed = (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
    if (trimmed === '') return;
    header ??= /^[%@]/.test(trimmed) ? arffHeader(where) : (names) => jetColumns(names.split(','), where);
    const columns = header(trimmed, line);
    if (columns) rows = createJetRows(columns, where);
  };

  const end = (text: string, from: number, to: number): string =>
    text.slice(from, to > from && text.charCodeAt(to - 1) === 13 ? to - 1 : to);

  return {
    push(piece) {
      const text = rest + piece;
      let from = 0;
      for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
        take(end(text, from, to));
        from = to + 1;
      }
      rest = text.slice(from);
    },
    end() {
      if (rest !== '') take(end(rest, 0, rest.length));
      rest = '';
      const table = rows?.table();
      if (table && table.count > 0) return table;
      throw new BitscapeError(
        'NoJets',
        `${where} has no jets: it must be CSV with a line of column names, or ARFF with @attribute and @data, and rows`,
        where,
      );
    },
  };
}

/** The header of an ARFF file, line by line: null until "@data". */
function arffHeader(where: string): Header {
  const names: string[] = [];
  return (text, line) => {
    if (text[0] === '%') return null;
    const [, word = '', rest = ''] = /^@(\w+)\s*(.*)$/.exec(text) ?? [];
    switch (word.toLowerCase()) {
      case 'relation':
        return null;
      case 'attribute':
        names.push(attributeName(rest, line, where));
        return null;
      case 'data':
        return jetColumns(names, where);
      default:
        throw wrongArff(`"${text.slice(0, 40)}" is not @relation, @attribute or @data`, line, where);
    }
  };
}

/** Name in `'name' type` or `name {g,q,w,z,t}`; the values of the class are checked. */
function attributeName(text: string, line: number, where: string): string {
  const [, name = '', type = ''] = /^('[^']*'|"[^"]*"|\S+?)\s+(.+)$/.exec(text) ?? [];
  if (name === '') throw wrongArff(`@attribute ${text.slice(0, 40)} lacks a name or a type`, line, where);
  const nominal = /^\{(.*)\}$/.exec(type.trim());
  const isClass = bare(name).toLowerCase() === JET_CLASS_COLUMN;
  if (isClass && nominal) {
    const values = nominal[1].split(',');
    const wrong = values.find((value) => jetLabel(value.trim()) < 0);
    if (wrong !== undefined) {
      throw new BitscapeError(
        'WrongClass',
        `${where}, line ${line}: the class "${bare(wrong)}" is none of ${JET_CLASSES.join(', ')}`,
        where,
      );
    }
  }
  return name;
}

const wrongArff = (what: string, line: number, where: string): BitscapeError =>
  new BitscapeError('WrongArff', `${where}, line ${line}: ${what}`, where);
