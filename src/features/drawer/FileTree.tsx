import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import styles from './code.module.css';
import { type Differences, differenceWords } from './difference';
import { foldersOf, type TreeRow, treeMove, treeRows } from './tree';

export interface FileTreeProps {
  paths: readonly string[];
  /** Path of the open file. */
  current: string;
  differences: Differences;
  /** Names of the cells that are compared, for the marks. */
  names: readonly [here: string, there: string];
  onOpen(path: string): void;
}

const SIGNS = { changed: '≠', here: '+', there: '−' } as const;

/** The files of an export as a tree: one tab stop, arrows move, Enter opens. */
export function FileTree({ paths, current, differences, names, onOpen }: FileTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(foldersOf(current)));
  const [focus, setFocus] = useState(current);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setOpen((now) => new Set([...now, ...foldersOf(current)]));
    setFocus(current);
  }, [current]);
  const rows = treeRows(paths, open);
  const focused = rows.some(({ path }) => path === focus) ? focus : (rows[0]?.path ?? '');

  const toggle = (path: string) =>
    setOpen((now) => new Set(now.has(path) ? [...now].filter((other) => other !== path) : [...now, path]));
  const act = (row: TreeRow) => (row.isFolder ? toggle(row.path) : onOpen(row.path));
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.find(({ path }) => path === focused);
    if (row && (event.key === 'Enter' || event.key === ' ')) act(row);
    else {
      const move = treeMove(rows, focused, event.key);
      if (!move) return;
      if ('toggle' in move) toggle(move.toggle);
      else {
        setFocus(move.focus);
        list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(move.focus)}"]`)?.focus();
      }
    }
    event.preventDefault();
  };
  return (
    <div ref={list} role="tree" aria-label="Files" className={styles.tree} onKeyDown={press}>
      {rows.map((row) => {
        const { path, name, isFolder, isOpen, level, position, siblings } = row;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys of all its rows
          <div
            key={path}
            role="treeitem"
            data-path={path}
            data-difference={differences.get(path)}
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblings}
            aria-expanded={isFolder ? isOpen : undefined}
            aria-selected={path === current}
            tabIndex={path === focused ? 0 : -1}
            style={{ paddingLeft: 4 + 12 * (level - 1) }}
            onClick={() => {
              setFocus(path);
              act(row);
            }}
          >
            <span aria-hidden="true" className={styles.twist}>
              {isFolder ? (isOpen ? '▾' : '▸') : ''}
            </span>
            <span className={styles.name}>{name}</span>
            <Mark row={row} differences={differences} names={names} />
          </div>
        );
      })}
    </div>
  );
}

/** How a file differs, or how many files of a folder do. */
function Mark({ row, differences, names }: { row: TreeRow } & Pick<FileTreeProps, 'differences' | 'names'>) {
  if (row.isFolder) {
    const inside = [...differences.keys()].filter((path) => path.startsWith(`${row.path}/`)).length;
    if (inside === 0) return null;
    return (
      <span className={styles.mark}>
        {inside}
        <span className="visually-hidden"> files differ</span>
      </span>
    );
  }
  const difference = differences.get(row.path);
  if (!difference) return null;
  const words = differenceWords(difference, ...names);
  return (
    <span className={styles.mark} title={words}>
      <span aria-hidden="true">{SIGNS[difference]}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
