import { useEffect, useMemo } from 'react';
import { designPlan, loadKept, useCompress } from '../../state/compress';
import { useActiveData } from '../../state/data-sets';
import { useStore } from '../../state/store';
import { type BranchView, branchViews, type StepView, withRunning } from './view-model';

/** The design's branches with all that this device knows of them; the same objects while a step runs. */
export function useKnownBranches(): BranchView[] {
  const design = useStore((s) => s.design);
  const { id } = useActiveData();
  const kept = useCompress((s) => s.kept);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to be read depends on the design and the data
  useEffect(() => void loadKept(), [design, id, kept]);
  return useMemo(
    () => branchViews(design.pipeline, (branch) => designPlan(design, branch), { kept, dataset: id }),
    [design, id, kept],
  );
}

/** Branches with the step that runs now. */
export function useRunning(known: readonly BranchView[]): BranchView[] {
  const running = useCompress((s) => s.running);
  return useMemo(() => withRunning(known, running), [known, running]);
}

/** The design's branches with all that is known of them and the step that runs now. */
export const useBranches = (): BranchView[] => useRunning(useKnownBranches());

/** The selected branch and step; undefined where there is none. */
export function useSelected(branches: readonly BranchView[]): { branch?: BranchView; step?: StepView } {
  const { branch: b, step: s } = useCompress((state) => state.selected);
  const branch = branches[Math.min(b, branches.length - 1)];
  return { branch, step: branch?.steps[Math.min(s, branch.steps.length - 1)] };
}
