import type { JsonReader } from '../design/json-reader';
import { BitscapeError } from '../errors';
import type { CompressionPlan, CompressionStep } from './plan';
import { assertOrder, stepsFromJson } from './plan-json';
import { KIND_NAMES } from './step-kinds';

/** A way to compress the design's network, with a name. Branches that begin alike share the work. */
export interface Branch {
  name: string;
  /** Accuracy on validation, 0..1, at which the quantizing steps end (Algorithm 1); null: all run. */
  wanted: number | null;
  steps: readonly CompressionStep[];
}

/** Branches side by side; none: the design has no pipeline. */
export type Pipeline = readonly Branch[];

/** What a pipeline may hold, so that a link stays one. */
export const PIPELINE_LIMITS = { branches: 12, steps: 20, name: 40 } as const;

const ERROR = 'BadPlan';

/** The plan of a branch: what `bitscape compress --plan` reads, and what is run. */
export const branchPlan = (
  base: Omit<CompressionPlan, 'wanted' | 'steps'>,
  { wanted, steps }: Branch,
): CompressionPlan => ({ ...base, wanted, steps: [...steps] });

/**
 * The branches in a JSON document.
 * @throws BitscapeError "BadPlan" or "IllegalQuantization", naming the place and what would be right.
 */
export function pipelineFromJson(json: JsonReader): Pipeline {
  const parts = json.list();
  const { branches: most, steps: longest } = PIPELINE_LIMITS;
  if (parts.length > most) json.fail(`a list of at most ${most} branches`);
  const branches = parts.map((part): Branch => {
    const steps = stepsFromJson(part.at('steps'), part.where);
    if (steps.length > longest) part.at('steps').fail(`a list of at most ${longest} steps`);
    return {
      name: nameFrom(part.at('name')),
      wanted: part.at('wanted').optional((at) => at.number(0, 1)),
      steps,
    };
  });
  const names = branches.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) parts[twice].at('name').fail('a name that no other branch has');
  return branches;
}

function nameFrom(json: JsonReader): string {
  const name = json.text();
  return isBranchName(name)
    ? name
    : json.fail(`1 to ${PIPELINE_LIMITS.name} characters, none of them a control character`);
}

/** Whether a text can name a branch. */
export const isBranchName = (name: string): boolean =>
  name.trim() === name && name !== '' && name.length <= PIPELINE_LIMITS.name && !/[\p{Cc}\p{Cs}]/u.test(name);

/** Whether steps are in a legal order. */
export function isOrdered(steps: readonly CompressionStep[]): boolean {
  try {
    assertOrder(steps);
    return true;
  } catch (error) {
    if (error instanceof BitscapeError && error.name === ERROR) return false;
    throw error;
  }
}

/** Where a step of each kind may be put into a branch: the last legal place before "map"; kinds that may not are left out. */
export function legalPlaces(steps: readonly CompressionStep[]): Map<CompressionStep['kind'], number> {
  const places = new Map<CompressionStep['kind'], number>();
  if (steps.length >= PIPELINE_LIMITS.steps) return places;
  const last = steps.at(-1)?.kind === 'map' ? steps.length - 1 : steps.length;
  for (const kind of KIND_NAMES) {
    const from = kind === 'map' ? steps.length : last;
    for (let at = from; at >= 0 && !places.has(kind); at--) {
      if (isOrdered(steps.toSpliced(at, 0, { kind } as CompressionStep))) places.set(kind, at);
    }
  }
  return places;
}
