import type { GeneratedFile } from '../../core/codegen/export-request';

/** How a file of the selected cell's export stands to that of the pinned one; equal files have none. */
export type Difference = 'changed' | 'here' | 'there';

/** Differences by path. */
export type Differences = ReadonlyMap<string, Difference>;

/** Compares two exports, file by file. */
export function differencesOf(
  here: readonly GeneratedFile[],
  there: readonly GeneratedFile[],
): Map<string, Difference> {
  const others = new Map(there.map(({ path, content }) => [path, content]));
  const differences = new Map<string, Difference>();
  for (const { path, content } of here) {
    const other = others.get(path);
    if (other === undefined) differences.set(path, 'here');
    else if (!isSame(content, other)) differences.set(path, 'changed');
    others.delete(path);
  }
  for (const path of others.keys()) differences.set(path, 'there');
  return differences;
}

function isSame(a: GeneratedFile['content'], b: GeneratedFile['content']): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** What a difference is called, with the name of the pinned cell: "only in W1 A1". */
export const differenceWords = (difference: Difference, here: string, there: string): string =>
  ({ changed: 'changed', here: `only in ${here}`, there: `only in ${there}` })[difference];

/** "41 of 73 files differ from W1 A1: 38 changed, 2 only in W3 A3, 1 only in W1 A1". */
export function countWords(differences: Differences, files: number, here: string, there: string): string {
  const kinds = [...differences.values()];
  const parts = (['changed', 'here', 'there'] as const).flatMap((kind) => {
    const count = kinds.filter((found) => found === kind).length;
    return count > 0 ? [`${count} ${differenceWords(kind, here, there)}`] : [];
  });
  const all = files + kinds.filter((kind) => kind === 'there').length;
  if (parts.length === 0) return `All ${all} files are those of ${there}`;
  return `${kinds.length} of ${all} files differ from ${there}: ${parts.join(', ')}`;
}
