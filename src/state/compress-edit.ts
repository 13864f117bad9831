import type { Branch, Pipeline } from '../core/compress/pipeline';
import { PIPELINE_LIMITS } from '../core/compress/pipeline';
import {
  branchedAt,
  freeName,
  plainBranch,
  withAdded,
  withBranch,
  withStep,
} from '../core/compress/pipeline-edit';
import type { CompressionPlan, CompressionStep } from '../core/compress/plan';
import { planFromFile, planToFile } from '../core/compress/plan-json';
import { PLANS } from '../core/compress/presets';
import type { Design } from '../core/design/design';
import { linkName } from '../core/design/topology-json';
import { BitscapeError, messageOf } from '../core/errors';
import { defaultInputBits } from '../core/network/presets';
import { saveFile } from './actions';
import { designPlan, useCompress } from './compress';
import { useStore } from './store';

const pipeline = (): Pipeline => useStore.getState().design.pipeline;

/** Changes the pipeline as one undoable step, and selects a step of it. Edits in a row with the same `gesture` are one. */
function put(next: Pipeline, branch: number, step: number, gesture?: string): void {
  if (next === pipeline()) return;
  useStore.getState().edit({ pipeline: next }, gesture);
  useCompress.setState({ selected: { branch, step } });
}

/** What a new "map" has: the hardware of the design. */
export const hardwareValues = ({
  estimator,
  device,
  targetFps,
  clockMhz,
  reuseFactor,
  strategy,
}: Design) => ({
  ...{ estimator, device, targetFps, clockMhz, reuseFactor, strategy },
});

/** A branch that trains and maps, to build on. */
export function addBranch(): void {
  const { design } = useStore.getState();
  const next = withAdded(design.pipeline, plainBranch('Branch 1', hardwareValues(design)));
  put(next, next.length - 1, 0);
}

/** A branch beside another with its steps up to one. */
export const branchFrom = (branch: number, step: number): void =>
  put(branchedAt(pipeline(), branch, step), branch + 1, step);

export const removeBranch = (branch: number): void =>
  put(pipeline().toSpliced(branch, 1), Math.max(0, branch - 1), 0);

/** Renames a branch or changes the accuracy that it aims at. */
export const editBranch = (branch: number, patch: Partial<Pick<Branch, 'name' | 'wanted'>>): void =>
  put(withBranch(pipeline(), branch, patch), branch, useCompress.getState().selected.step);

export function addStep(branch: number, kind: CompressionStep['kind']): void {
  const { design } = useStore.getState();
  const values = kind === 'map' ? hardwareValues(design) : {};
  const { steps, at } = withStep(design.pipeline[branch].steps, kind, values);
  put(withBranch(design.pipeline, branch, { steps }), branch, at);
}

/** Puts other steps into a branch, and selects one. */
export const editSteps = (
  branch: number,
  steps: readonly CompressionStep[],
  selected: number,
  gesture?: string,
): void => put(withBranch(pipeline(), branch, { steps }), branch, selected, gesture);

/** A plan as a branch of the design, whose network, input, loss and, unless it is to stay, seed become the plan's. */
function addPlan(plan: CompressionPlan, name: string, seed: number): void {
  const { design, edit, notify } = useStore.getState();
  const network = linkName(plan.topology);
  const { branches, steps } = PIPELINE_LIMITS;
  if (network === null)
    throw new BitscapeError(
      'BadPlan',
      'the page’s designs have the networks that a link can name, presets and MLPs; run this plan with "bitscape compress"',
      'network',
    );
  if (plan.steps.length > steps || design.pipeline.length >= branches)
    throw new BitscapeError('BadPlan', `use at most ${branches} branches of ${steps} steps`, 'steps');
  const inputBits = plan.inputBits === defaultInputBits(plan.topology) ? null : plan.inputBits;
  const branch = { name: freeName(design.pipeline, name), wanted: plan.wanted, steps: plan.steps };
  const next = withAdded(design.pipeline, branch);
  if (network !== design.network)
    notify('info', `The network is now ${network.toUpperCase()}, as the plan has it. Undo takes it back.`);
  edit({ network, inputBits, loss: plan.loss, seed, pipeline: next });
  useCompress.setState({ selected: { branch: next.length - 1, step: 0 } });
}

/** Paper 001's case study: its CNN, INT8, Algorithm 1. */
export function addPaper(): void {
  try {
    addPlan(PLANS['paper-001'], 'Paper 001', useStore.getState().design.seed);
    const { design, ownData, notify } = useStore.getState();
    if (!ownData && design.data === 'synthetic')
      notify('info', 'The paper’s figures are of MNIST: choose it under Data to compare with them.');
  } catch (error) {
    useStore.getState().notify('error', messageOf(error));
  }
}

/** Opens a plan file, as `bitscape compress --plan` does; says what is wrong with it. */
export async function openPlan(file: File): Promise<void> {
  try {
    const plan = planFromFile(await file.text(), file.name);
    const name = file.name
      .replace(/(\.plan)?\.json$/i, '')
      .slice(0, PIPELINE_LIMITS.name)
      .trim();
    addPlan(plan, name || 'Plan', plan.seed);
  } catch (error) {
    useStore.getState().notify('error', messageOf(error));
  }
}

/** Saves a branch as a plan file, which `bitscape compress --plan` and `openPlan` take. */
export function savePlan(branch: Branch): void {
  const plan = designPlan(useStore.getState().design, branch);
  const name = branch.name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  saveFile(`${name}.plan.json`, planToFile(plan), 'application/json');
}
