import type { CellPosition } from '../precision';

/**
 * Order in which to train cells so that the map takes shape early: the corners, the centre, the two diagonals, then
 * always the cell farthest from those done (ties in the given order). A permutation of the cells.
 */
export function coarseToFine<T extends CellPosition>(cells: readonly T[]): T[] {
  const rows = [...new Set(cells.map((c) => c.weightBits))].sort((a, b) => a - b);
  const columns = [...new Set(cells.map((c) => c.activationBits))].sort((a, b) => a - b);
  const placed = cells.map((cell) => ({
    cell,
    row: rows.indexOf(cell.weightBits),
    column: columns.indexOf(cell.activationBits),
  }));
  const grid = { rows: rows.length, columns: columns.length };
  const first = RANKS.flatMap((isOf) => placed.filter((p) => isOf(p, grid)));
  const order = [...new Set(first)];
  const rest = placed.filter((p) => !order.includes(p));
  while (rest.length > 0) order.push(takeFarthest(rest, order));
  return order.map((p) => p.cell);
}

interface Place {
  row: number;
  column: number;
}

interface Grid {
  rows: number;
  columns: number;
}

const isEnd = (index: number, count: number): boolean => index === 0 || index === count - 1;

/** Which cells come first; a cell belongs to the first rule that it meets. */
const RANKS: readonly ((p: Place, g: Grid) => boolean)[] = [
  (p, g) => isEnd(p.row, g.rows) && isEnd(p.column, g.columns),
  (p, g) => p.row === Math.floor((g.rows - 1) / 2) && p.column === Math.floor((g.columns - 1) / 2),
  (p) => p.row === p.column,
  (p, g) => p.row + p.column === g.columns - 1,
];

const distance = (a: Place, b: Place): number => (a.row - b.row) ** 2 + (a.column - b.column) ** 2;

function takeFarthest<P extends Place>(rest: P[], done: readonly P[]): P {
  const reach = rest.map((p) => Math.min(...done.map((d) => distance(p, d))));
  const [farthest] = rest.splice(reach.indexOf(Math.max(...reach)), 1);
  return farthest;
}
