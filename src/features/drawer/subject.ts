import type { ExportHooks } from '../../../workers/export-client';
import type { ExportFiles } from '../../../workers/protocol';
import type { MapStep } from '../../core/compress/plan';
import { MAP_DEFAULTS } from '../../core/compress/presets';
import { keyOfRun } from '../../engine/checkpoint';
import { branchLink, generateBranch } from '../../state/compress-export';
import { useActiveData } from '../../state/data-sets';
import type { Exportable } from '../../state/exportable';
import { useStore } from '../../state/store';
import { useBranches, useSelected } from '../compress/use-branches';

/** Whose code the drawer shows. */
export interface Subject {
  /** "W3 A3", or the name of a branch. */
  name: string;
  /** "W3 A3 for xc7z020, 100 MHz". */
  owner: string;
  /** All that the code depends on. */
  key: string;
  exportable: Exportable;
  generate(hooks: ExportHooks): Promise<ExportFiles>;
}

/** The selected branch of the pipeline; in words, why it has no code. */
export function useBranchSubject(): Subject | string {
  const design = useStore((s) => s.design);
  const { id } = useActiveData();
  const { branch } = useSelected(useBranches());
  const own = branch && design.pipeline[branch.index];
  if (!branch || !own) return 'The pipeline has no branch yet.';
  const { name, walk, plan } = branch;
  if (!walk.cell)
    return `${name} has no integer network yet: add a step that quantizes all layers, and run it.`;
  const { device, clockMhz } =
    plan.steps.find((step): step is MapStep => step.kind === 'map') ?? MAP_DEFAULTS;
  return {
    name,
    owner: `${name} for ${device}, ${clockMhz} MHz`,
    key: `${branchLink(design, own)} ${id} ${keyOfRun(walk.cell)}`,
    exportable: { source: 'trained', cell: walk.cell },
    generate: (hooks) => generateBranch(own, hooks),
  };
}
