import type { Pipeline } from '../../core/compress/pipeline';
import type { CompressionPlan, CompressionStep } from '../../core/compress/plan';
import { briefOf, STEP_KINDS } from '../../core/compress/step-kinds';
import type { StepResult } from '../../engine/compress/result';
import { stepKeys } from '../../engine/compress/step-keys';
import type { KeptStep } from '../../engine/compress/step-store';
import { replay, type Walk } from '../../engine/compress/walk';
import { percent } from '../chart/numbers';

/** One step of a branch with all that is known of it. */
export interface StepView {
  index: number;
  step: CompressionStep;
  /** "PTQ", "W8 A8". */
  title: string;
  brief: string;
  key: string | null;
  /** `known`: run, or of a plan that is. `waiting`: to be run. */
  status: 'known' | 'left-out' | 'running' | 'waiting';
  /** Share that is done while it runs, 0..1. */
  share: number;
  result: StepResult | null;
  /** Name of the branch above that has the same step from the same start; its work is done once. */
  shared: string | null;
  /** What its card says below the title: "97.9 %", "left out", "running 40 %", "to be run". */
  words: string;
}

/** A branch with all that is known of it. */
export interface BranchView {
  index: number;
  name: string;
  wanted: number | null;
  plan: CompressionPlan;
  steps: StepView[];
  walk: Walk;
  /** All of its steps are known. */
  complete: boolean;
  /** The step that its figures are of: the one chosen, else the last that is known; null before the first. */
  outcome: StepResult | null;
  /** In words, whether the wanted accuracy is reached; '' if none is wanted or that is not known yet. */
  verdict: string;
}

/** What the branches are seen with. */
export interface Known {
  kept: Readonly<Record<string, KeptStep | null>>;
  /** Id of the data set. */
  dataset: string;
}

/** The branches with the step that runs now, wherever it stands; null: none does. */
export const withRunning = (
  branches: readonly BranchView[],
  running: { key: string; share: number } | null,
): BranchView[] =>
  branches.map((branch) => ({
    ...branch,
    steps: branch.steps.map((step): StepView => {
      if (running === null || step.key !== running.key) return step;
      const { share } = running;
      return { ...step, status: 'running', share, words: wordsOf('running', share, null) };
    }),
  }));

/** Every branch of a pipeline as it stands. `planOf`: the plan of a branch under the design. */
export function branchViews(
  pipeline: Pipeline,
  planOf: (branch: Pipeline[number]) => CompressionPlan,
  { kept, dataset }: Known,
): BranchView[] {
  const owners = new Map<string, string>();
  return pipeline.map((branch, index) => {
    const plan = planOf(branch);
    const keys = stepKeys(plan, dataset);
    const walk = replay(plan, (i) => kept[keys[i] ?? ''] ?? undefined);
    const complete = walk.steps.length === plan.steps.length;
    const steps = plan.steps.map((step, i): StepView => {
      const key = keys[i];
      const result = walk.steps[i] ?? null;
      const status = !result ? 'waiting' : result.leftOut === null ? 'known' : 'left-out';
      const shared = key === null ? null : (owners.get(key) ?? null);
      return {
        ...{ index: i, step, key, status, share: 0, result, shared },
        title: STEP_KINDS[step.kind].title,
        brief: briefOf(step),
        words: wordsOf(status, 0, result),
      };
    });
    for (const key of keys) if (key !== null && !owners.has(key)) owners.set(key, branch.name);
    const outcome = outcomeOf(walk);
    return {
      ...{ index, name: branch.name, wanted: branch.wanted, plan, steps, walk, complete, outcome },
      verdict: verdictOf(branch.wanted, walk, complete),
    };
  });
}

function wordsOf(status: StepView['status'], share: number, result: StepResult | null): string {
  if (status === 'running') return `running ${Math.floor(100 * share)} %`;
  if (status === 'waiting') return 'to be run';
  if (status === 'left-out') return 'left out';
  const accuracy = result?.accuracy;
  return accuracy ? percent(accuracy.test, 2) : '';
}

/** The step whose network a branch comes to: the one chosen, else the last that gave one. */
function outcomeOf({ steps, chosen }: Walk): StepResult | null {
  if (chosen !== null) return steps[chosen];
  return steps.findLast(({ accuracy, step }) => accuracy !== null && step.kind !== 'map') ?? null;
}

function verdictOf(wanted: number | null, { suffices, chosen }: Walk, complete: boolean): string {
  if (wanted === null || suffices === null || chosen === null) return '';
  const aim = percent(wanted, 2);
  if (suffices) return `reaches ${aim}`;
  return complete ? `does not reach ${aim}` : '';
}
