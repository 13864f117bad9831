import { BitscapeError } from '../../errors';
import { bare, type JetColumns, jetLabel } from './columns';
import { JET_CLASSES, JET_FEATURES, type JetTable } from './facts';

const WIDTH = JET_FEATURES.length;

/** Rows that the arrays hold at first; they double. */
const ROOM = 1024;

/** Collects rows of comma-separated values. */
export interface JetRows {
  /** @throws BitscapeError "WrongRow", "WrongNumber" or "WrongClass" that name the line. */
  add(text: string, line: number): void;
  table(): JetTable;
}

/** Rows whose columns are where `columns` says, of the file that messages call `where`. */
export function createJetRows(columns: JetColumns, where: string): JetRows {
  let features = new Float32Array(ROOM * WIDTH);
  let labels = new Uint8Array(ROOM);
  let count = 0;
  /** Place among the features of each column, -1 for others. */
  const place = Array.from({ length: columns.count }, (_, column) => columns.features.indexOf(column));

  const grow = () => {
    const [wider, longer] = [new Float32Array(2 * features.length), new Uint8Array(2 * labels.length)];
    wider.set(features);
    longer.set(labels);
    [features, labels] = [wider, longer];
  };

  /** A row with too few or too many values is wrong as a whole, whatever was met first. */
  const fail = (text: string, line: number, wrong: Wrong): never => {
    const values = text.split(',').length;
    const [name, what] =
      values === columns.count
        ? wrong
        : (['WrongRow', `there are ${values} values; ${columns.count} columns are declared`] as const);
    throw new BitscapeError(name, `${where}, line ${line}: ${what}`, where);
  };

  return {
    add(text, line) {
      if (count === labels.length) grow();
      let from = 0;
      let column = 0;
      for (;;) {
        const comma = text.indexOf(',', from);
        const field = text.slice(from, comma < 0 ? text.length : comma);
        if (column === columns.label) {
          labels[count] = labelOf(field) ?? fail(text, line, wrongClass(field));
        } else if (place[column] >= 0) {
          const feature = place[column];
          features[count * WIDTH + feature] =
            numberOf(field) ?? fail(text, line, wrongNumber(feature, field));
        }
        column++;
        if (comma < 0) break;
        from = comma + 1;
      }
      if (column !== columns.count) fail(text, line, wrongClass(''));
      count++;
    },
    table: () => ({
      count,
      features: features.slice(0, count * WIDTH),
      labels: labels.slice(0, count),
    }),
  };
}

/** The number in a field; undefined if it holds none. */
function numberOf(field: string): number | undefined {
  const value = Number(field);
  if (Number.isFinite(value) && field.trim() !== '') return value;
  const inner = bare(field);
  return inner !== '' && Number.isFinite(Number(inner)) ? Number(inner) : undefined;
}

function labelOf(field: string): number | undefined {
  const label = jetLabel(field);
  return label >= 0 ? label : undefined;
}

/** Name of an error, and what is wrong with the line. */
type Wrong = readonly [name: string, what: string];

const wrongNumber = (feature: number, field: string): Wrong => [
  'WrongNumber',
  `${JET_FEATURES[feature]} is "${bare(field)}", it must be a number`,
];

const wrongClass = (field: string): Wrong => [
  'WrongClass',
  `the class is "${bare(field)}", it must be one of ${JET_CLASSES.join(', ')}`,
];
