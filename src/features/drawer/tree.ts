/** A row of a file tree that is shown: a folder, or a file of an open folder. */
export interface TreeRow {
  /** "hls", "hls/mvau0.h". */
  path: string;
  name: string;
  isFolder: boolean;
  /** Of a folder: its rows are shown. */
  isOpen: boolean;
  /** 1-based, as ARIA counts: depth, and place among the rows of the same folder. */
  level: number;
  position: number;
  siblings: number;
}

/** Folders that a path lies in, outermost first: "hls/include/ap_int.h" in "hls" and "hls/include". */
export function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

/** The rows of a tree of files whose `open` folders are open: folders before files, each by name. */
export function treeRows(paths: readonly string[], open: ReadonlySet<string>, folder = ''): TreeRow[] {
  const prefix = folder && `${folder}/`;
  const inside = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const folders = [...new Set(inside.flatMap((path) => path.match(/^[^/]+(?=\/)/) ?? []))].sort();
  const files = inside.filter((path) => !path.includes('/')).sort();
  const names = [...folders, ...files];
  const level = folder === '' ? 1 : folder.split('/').length + 1;
  return names.flatMap((name, i) => {
    const path = prefix + name;
    const isFolder = i < folders.length;
    const isOpen = isFolder && open.has(path);
    const row = { path, name, isFolder, isOpen, level, position: i + 1, siblings: names.length };
    return [row, ...(isOpen ? treeRows(paths, open, path) : [])];
  });
}

/** What a key does in a tree: the focus moves to a row, or a folder opens or closes. */
export type TreeMove = { focus: string } | { toggle: string };

/**
 * What a key does on the row that has the focus, as the ARIA practices have it: arrows up and down, Home, End; right opens a
 * folder or goes into it; left closes it or goes out; a letter goes to the next name that starts with it. null: nothing.
 */
export function treeMove(rows: readonly TreeRow[], focus: string, key: string): TreeMove | null {
  const at = rows.findIndex(({ path }) => path === focus);
  const row = rows[at];
  if (!row) return null;
  const to = (index: number): TreeMove | null => (rows[index] ? { focus: rows[index].path } : null);
  const moves: Readonly<Record<string, () => TreeMove | null>> = {
    ArrowDown: () => to(at + 1),
    ArrowUp: () => to(at - 1),
    Home: () => to(0),
    End: () => to(rows.length - 1),
    ArrowRight: () => (!row.isFolder ? null : row.isOpen ? to(at + 1) : { toggle: row.path }),
    ArrowLeft: () => {
      if (row.isOpen) return { toggle: row.path };
      const parent = foldersOf(row.path).at(-1);
      return parent === undefined ? null : { focus: parent };
    },
  };
  if (moves[key]) return moves[key]();
  return key.length === 1 && key !== ' ' ? named(rows, at, key) : null;
}

function named(rows: readonly TreeRow[], at: number, letter: string): TreeMove | null {
  const order = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  const found = order.find(({ name }) => name.toLowerCase().startsWith(letter.toLowerCase()));
  return found ? { focus: found.path } : null;
}
