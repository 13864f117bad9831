import type { Explanation } from '../../core/hardware/explanation';

/** The rows of the popover, in reading order: [term, text]. */
export function explanationRows({ formula, substituted, source, error }: Explanation): [string, string][] {
  const rows: [string, string][] = [
    ['Formula', formula],
    ['With values', substituted],
    ['Source', source],
    ['Error', error],
  ];
  return rows.filter(([, text]) => text !== '');
}
