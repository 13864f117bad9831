import { type Branch, isOrdered, legalPlaces, PIPELINE_LIMITS, type Pipeline } from './pipeline';
import type { CompressionStep } from './plan';
import { newStep } from './step-values';

type Values = Readonly<Record<string, number | string>>;

/** The pipeline with one branch changed. */
export const withBranch = (pipeline: Pipeline, at: number, patch: Partial<Branch>): Pipeline =>
  pipeline.map((branch, i) => (i === at ? { ...branch, ...patch } : branch));

/** A name that no branch has: the wanted one, or with a number behind it, kept short enough. */
export function freeName(pipeline: Pipeline, wanted: string): string {
  const taken = new Set(pipeline.map(({ name }) => name));
  const stem = wanted.replace(/ \d+$/, '');
  for (let n = 1; ; n++) {
    const tail = n === 1 ? '' : ` ${n}`;
    const name = n === 1 ? wanted : `${stem.slice(0, PIPELINE_LIMITS.name - tail.length).trim()}${tail}`;
    if (!taken.has(name)) return name;
  }
}

/** Whether a further branch may be added. */
export const hasRoom = (pipeline: Pipeline): boolean => pipeline.length < PIPELINE_LIMITS.branches;

/** The pipeline with a branch more, at the end, under a free name. */
export const withAdded = (pipeline: Pipeline, branch: Branch): Pipeline =>
  hasRoom(pipeline) ? [...pipeline, { ...branch, name: freeName(pipeline, branch.name) }] : pipeline;

/** A branch that trains and maps. `hardware`: what the new "map" has, by path. */
export const plainBranch = (name: string, hardware: Values = {}): Branch => ({
  name,
  wanted: null,
  steps: [newStep('train'), newStep('map', hardware)],
});

/** The pipeline with a branch beside another: its steps up to one, and its hardware; what they share is run once. */
export function branchedAt(pipeline: Pipeline, at: number, step: number): Pipeline {
  if (!hasRoom(pipeline)) return pipeline;
  const from = pipeline[at];
  const kept = from.steps.filter(({ kind }, i) => i <= step || kind === 'map');
  const branch = { ...from, name: freeName(pipeline, from.name), steps: kept };
  return pipeline.toSpliced(at + 1, 0, branch);
}

/** Steps with a new one of a kind at its place, and that place; the same steps where none is legal. */
export function withStep(
  steps: readonly CompressionStep[],
  kind: CompressionStep['kind'],
  values: Values = {},
): { steps: readonly CompressionStep[]; at: number } {
  const at = legalPlaces(steps).get(kind);
  return at === undefined
    ? { steps, at: steps.length - 1 }
    : { steps: steps.toSpliced(at, 0, newStep(kind, values)), at };
}

/** Whether the steps are still a plan without one of them. */
export const isRemovable = (steps: readonly CompressionStep[], at: number): boolean =>
  isOrdered(steps.toSpliced(at, 1));

/** Whether a step may change places with the one before (-1) or after it (1). */
export const isMovable = (steps: readonly CompressionStep[], at: number, by: -1 | 1): boolean => {
  const other = at + by;
  return (
    other >= 0 &&
    other < steps.length &&
    isOrdered(moved(steps, at, by)) &&
    steps[other].kind !== 'map' &&
    steps[at].kind !== 'map'
  );
};

/** Steps with one that changed places with its neighbour. */
export function moved(steps: readonly CompressionStep[], at: number, by: -1 | 1): readonly CompressionStep[] {
  const changed = [...steps];
  [changed[at], changed[at + by]] = [changed[at + by], changed[at]];
  return changed;
}
