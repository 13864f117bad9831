import type { Cost, Joint } from './folding-model';
import type { FoldingSpace, StageFoldings } from './folding-space';
import { type CostTable, costTable, type Level, largest } from './priced';

/** What competes at each II of a space, by its place in `space.intervals`. */
export interface Levels {
  /** What stands between the stages is sized for the II: right for the foldings whose slowest stage has just that II. */
  exact(interval: number): Level;
  /** What stands between them is taken at its least, resource by resource: a bound for every folding that is as fast. */
  least(interval: number): Level;
  /** The most that all that stands between them takes, by resource. */
  most: Cost;
  /** Whether the first two are the same at every II. */
  steady: boolean;
}

/** The levels of a space; `joints`: what stands before each of its stages, null where nothing is around them. */
export function levelsOf(
  space: FoldingSpace,
  joints: readonly Joint[] | null,
  weights: readonly number[],
): Levels {
  const { stages, counts } = space;
  const from = stages.map(() => 0);
  const tables = joints ? knownTables(space, joints, weights) : [];
  const least = stages.map((_, i) => tables[i]?.least ?? null);
  const steady = tables.every((table) => table.steady);
  return {
    exact: (interval) => ({
      from,
      counts: counts[interval],
      joints: steady ? least : tables.map((table) => table.at(interval)),
    }),
    least: (interval) => ({ from, counts: counts[interval], joints: least }),
    most: weights.map((_, r) => tables.reduce((sum, { most }) => sum + most[r], 0)),
    steady,
  };
}

/** The costs of one joint: a row per PE before and SIMD behind. */
interface JointTable {
  at(interval: number): CostTable;
  /** The least of each entry over all IIs. */
  least: CostTable;
  /** The most of each column over all IIs. */
  most: Cost;
  steady: boolean;
}

interface Known {
  weights: string;
  tables: readonly JointTable[];
}

const known = new WeakMap<Joint, WeakMap<FoldingSpace, Known>>();

/** The tables of joints, kept for requests with the same: the joints of a network do not depend on its weights' bits. */
function knownTables(space: FoldingSpace, joints: readonly Joint[], weights: readonly number[]) {
  const spaces = known.get(joints[0]) ?? new WeakMap<FoldingSpace, Known>();
  known.set(joints[0], spaces);
  const key = weights.join();
  const before = spaces.get(space);
  if (before?.weights === key) return before.tables;
  const tables = joints.map((joint, i) =>
    jointTable(joint, space.stages[i - 1], space.stages[i], space, weights),
  );
  spaces.set(space, { weights: key, tables });
  return tables;
}

function jointTable(
  joint: Joint,
  before: StageFoldings | undefined,
  { simds }: StageFoldings,
  { intervals }: FoldingSpace,
  weights: readonly number[],
): JointTable {
  const pes = before?.pes ?? [1];
  const width = simds.length;
  const tableAt = (cycles: number): CostTable =>
    costTable(pes.length * width, weights, (row) =>
      joint.cost(pes[Math.floor(row / width)], simds[row % width], cycles),
    );
  const sizings = intervals.map((cycles) => joint.sizing(cycles));
  const tables = new Map<number, CostTable>();
  intervals.forEach((cycles, k) => {
    if (!tables.has(sizings[k])) tables.set(sizings[k], tableAt(cycles));
  });
  const [first, ...others] = tables.values();
  return {
    at: (interval) => tables.get(sizings[interval])!,
    least: others.reduce(leastTable, first),
    most: weights.map((_, r) => Math.max(...[first, ...others].map((table) => largest(table[r])))),
    steady: others.length === 0,
  };
}

const leastTable = (a: CostTable, b: CostTable): CostTable =>
  a.map((column, c) => column.map((value, row) => Math.min(value, b[c][row])));
