import type { StepResult } from '../../engine/compress/result';
import { FIGURES, type Figure, missing } from './figures';
import type { BranchView } from './view-model';

/** One cell of the table of branches. */
export interface CompareCell {
  value: number | null;
  text: string;
  /** Why there is no value; '' if there is one. */
  why: string;
  /** The best of the row, where its values differ. */
  best: boolean;
  /** Against the chosen branch: "-1.20 pt", "×0.25"; '' for none. */
  difference: string;
}

/** A row of the table: a figure of every branch. */
export interface CompareRow {
  figure: Figure;
  cells: CompareCell[];
}

/** The branches side by side. `against`: index of the branch that the others are compared with, -1 for none. */
export function compareRows(branches: readonly BranchView[], against: number): CompareRow[] {
  const results = branches.map(({ outcome }) => outcome);
  return FIGURES.map((figure) => {
    const values = results.map((result) => (result ? figure.value(result) : null));
    const best = bestOf(figure, values);
    const base = against < 0 ? null : values[against];
    return {
      figure,
      cells: results.map((result, i) => ({
        value: values[i],
        ...shown(figure, result, values[i]),
        best: best !== null && values[i] === best,
        difference: i === against || base === null ? '' : differenceOf(figure, values[i], base),
      })),
    };
  });
}

function shown(
  figure: Figure,
  result: StepResult | null,
  value: number | null,
): Pick<CompareCell, 'text' | 'why'> {
  return value === null ? missing(figure, result) : { text: figure.format(value), why: '' };
}

/** The best of the values, as they are printed; null where nothing is better than another. */
function bestOf({ better, format }: Figure, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (better === null || new Set(known.map(format)).size < 2) return null;
  return better === 'more' ? Math.max(...known) : Math.min(...known);
}

/** Points of accuracy; a factor for all else. */
function differenceOf({ differ }: Figure, value: number | null, base: number): string {
  if (value === null) return '';
  if (differ) return value === base ? '±0' : `${value > base ? '+' : '−'}${differ(Math.abs(value - base))}`;
  if (value === base) return '=';
  return base === 0 ? `+${value}` : `×${factor(value / base)}`;
}

const factor = (ratio: number): string => (ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3));
