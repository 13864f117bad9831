import { useEffect, useMemo } from 'react';
import { designPlan, loadKept, useCompress } from '../../state/compress';
import { useActiveData } from '../../state/data-sets';
import { useStore } from '../../state/store';
import { type BranchView, branchViews, type StepView, withRunning } from './view-model';

/** The design's branches with all that this device knows of them. */
export function useBranches(): BranchView[] {
  const design = useStore((s) => s.design);
  const { id } = useActiveData();
  const kept = useCompress((s) => s.kept);
  const running = useCompress((s) => s.running);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to be read depends on the design and the data
  useEffect(() => void loadKept(), [design, id, kept]);
  const views = useMemo(
    () => branchViews(design.pipeline, (branch) => designPlan(design, branch), { kept, dataset: id }),
    [design, id, kept],
  );
  return useMemo(() => withRunning(views, running), [views, running]);
}

/** The selected branch and step; undefined where there is none. */
export function useSelected(branches: readonly BranchView[]): { branch?: BranchView; step?: StepView } {
  const { branch: b, step: s } = useCompress((state) => state.selected);
  const branch = branches[Math.min(b, branches.length - 1)];
  return { branch, step: branch?.steps[Math.min(s, branch.steps.length - 1)] };
}
