import { JET_CLASSES, JET_FEATURES, type JetTable } from './facts';

/** A table as CSV with a line of names: raw material of tests. */
export function csvOf({ count, features, labels }: JetTable, newline = '\n'): string {
  const rows = Array.from({ length: count }, (_, i) =>
    [
      ...features.subarray(i * JET_FEATURES.length, (i + 1) * JET_FEATURES.length),
      JET_CLASSES[labels[i]],
    ].join(','),
  );
  return [[...JET_FEATURES, 'class'].join(','), ...rows, ''].join(newline);
}

/** The same as ARFF, as OpenML writes it. */
export function arffOf(table: JetTable): string {
  const [, ...rows] = csvOf(table).split('\n');
  return [
    '% jets',
    '@RELATION hls4ml_lhc_jets_hlf',
    '',
    ...JET_FEATURES.map((name) => `@ATTRIBUTE ${name} REAL`),
    '@ATTRIBUTE class {g, q, w, z, t}',
    '',
    '@DATA',
    ...rows,
  ].join('\n');
}
