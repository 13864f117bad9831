import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBranchName, isOrdered } from './pipeline';
import {
  branchedAt,
  freeName,
  isMovable,
  isRemovable,
  moved,
  plainBranch,
  withAdded,
  withBranch,
  withStep,
} from './pipeline-edit';
import { pipelineText } from './pipeline-text';
import type { CompressionStep } from './plan';
import { KIND_NAMES } from './step-kinds';
import { newStep } from './step-values';
import { pipelines } from './testing';

const kinds = (steps: readonly CompressionStep[]) => steps.map(({ kind }) => kind);
const plan = ['train', 'prune', 'ptq', 'qat', 'map'].map((kind) => newStep(kind as CompressionStep['kind']));

it('every edit of a legal pipeline gives one that a link can carry', () => {
  const chosen = fc.tuple(pipelines, fc.nat(), fc.nat(), fc.constantFrom(...KIND_NAMES));
  fc.assert(
    fc.property(chosen, ([pipeline, b, s, kind]) => {
      if (pipeline.length === 0) return;
      const [at, steps] = [b % pipeline.length, pipeline[b % pipeline.length].steps];
      const step = s % steps.length;
      const edits = [
        branchedAt(pipeline, at, step),
        withAdded(pipeline, pipeline[at]),
        withBranch(pipeline, at, { steps: withStep(steps, kind).steps }),
        ...(isRemovable(steps, step) ? [withBranch(pipeline, at, { steps: steps.toSpliced(step, 1) })] : []),
        ...(isMovable(steps, step, 1) ? [withBranch(pipeline, at, { steps: moved(steps, step, 1) })] : []),
      ];
      for (const edit of edits) expect(pipelineText.why(pipelineText.format(edit))).toBeNull();
    }),
    { numRuns: 40 },
  );
});

it('a new step goes where it is legal, with the values of a new one', () => {
  const added = withStep([newStep('train'), newStep('ptq'), newStep('map')], 'prune', { amount: 0.9 });
  expect([kinds(added.steps), added.at]).toEqual([['train', 'prune', 'ptq', 'map'], 1]);
  expect(added.steps[1]).toMatchObject({ amount: 0.9, epochs: 3, learningRate: 1e-3 });
  expect(withStep(plan, 'train').steps).toBe(plan);
});

it('only what leaves a plan may be removed, and quantizing steps change places among themselves', () => {
  expect(plan.map((_, i) => isRemovable(plan, i))).toEqual([false, true, true, true, true]);
  expect(plan.map((_, i) => isMovable(plan, i, 1))).toEqual([false, false, true, false, false]);
  expect(kinds(moved(plan, 2, 1))).toEqual(['train', 'prune', 'qat', 'ptq', 'map']);
  expect(isOrdered([])).toBe(false);
});

it('a branch takes the steps so far, the hardware and a free name', () => {
  const pipeline = [{ name: 'INT8', wanted: 0.9, steps: plan }, plainBranch('INT8 2')];
  const branched = branchedAt(pipeline, 0, 1);
  expect(branched.map(({ name }) => name)).toEqual(['INT8', 'INT8 3', 'INT8 2']);
  expect(branched[1]).toMatchObject({ wanted: 0.9 });
  expect(kinds(branched[1].steps)).toEqual(['train', 'prune', 'map']);
  const long = [plainBranch('x'.repeat(40))];
  expect(isBranchName(freeName(long, long[0].name))).toBe(true);
  expect(plainBranch('a', { device: 'zu3eg' }).steps[1]).toMatchObject({ device: 'zu3eg' });
});

it('there is an end of branches', () => {
  const many = Array.from({ length: 12 }, (_, i) => plainBranch(`b${i}`));
  expect(branchedAt(many, 0, 0)).toBe(many);
  expect(withAdded(many, plainBranch('more'))).toBe(many);
});
