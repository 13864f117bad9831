import { BitscapeError } from '../../errors';
import { JET_CLASS_COLUMN, JET_CLASSES, JET_FEATURES } from './facts';

/** Where the columns of a file are: index of each feature and of the class, and how many there are. */
export interface JetColumns {
  features: readonly number[];
  label: number;
  count: number;
}

/** A field without the blanks and quotes around it. */
export function bare(field: string): string {
  const text = field.trim();
  const quote = text[0];
  const quoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return quoted ? text.slice(1, -1).trim() : text;
}

const plain = (name: string): string => bare(name).toLowerCase().replace(/^j_/, '');

/**
 * Finds the columns by name; further columns are passed over.
 * @throws BitscapeError "MissingColumns" or "RepeatedColumn".
 */
export function jetColumns(names: readonly string[], where: string): JetColumns {
  const found = names.map(plain);
  const wanted = [...JET_FEATURES, JET_CLASS_COLUMN];
  const missing = wanted.filter((name) => !found.includes(name));
  if (missing.length > 0) {
    throw new BitscapeError(
      'MissingColumns',
      `${where} has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(', ')}: the jets need the 16 features ` +
        `of OpenML 42468 and "${JET_CLASS_COLUMN}"; it has ${shortened(found.join(', '))}`,
      where,
    );
  }
  const twice = wanted.find((name) => found.indexOf(name) !== found.lastIndexOf(name));
  if (twice !== undefined) {
    throw new BitscapeError('RepeatedColumn', `${where} has the column ${twice} more than once`, where);
  }
  return {
    features: JET_FEATURES.map((name) => found.indexOf(name)),
    label: found.indexOf(JET_CLASS_COLUMN),
    count: names.length,
  };
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}...` : text);

/** Label of a class as a file writes it: "g", 'g' or "j_g"; -1 if it is none. */
export const jetLabel = (field: string): number => {
  const direct = JET_CLASSES.indexOf(field);
  return direct >= 0 ? direct : JET_CLASSES.indexOf(plain(field));
};
