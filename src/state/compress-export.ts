import type { ExportHooks } from '../../workers/export-client';
import type { ExportFiles } from '../../workers/protocol';
import type { ExportRequest } from '../core/codegen/export-request';
import { estimateOn } from '../core/compress/hardware';
import type { Branch } from '../core/compress/pipeline';
import type { MapStep } from '../core/compress/plan';
import { MAP_DEFAULTS } from '../core/compress/presets';
import { nonZeroWeights } from '../core/compress/prune';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { formatLink } from '../core/design/link';
import { REVISION } from '../core/design/revision';
import { BitscapeError } from '../core/errors';
import { writtenOut } from '../core/hardware/lazy-explanations';
import { stepKeys } from '../engine/compress/step-keys';
import { replay, type Walk } from '../engine/compress/walk';
import { designPlan, useCompress } from './compress';
import { activeData } from './data-sets';
import { exportData, generateExport, saveExport, trainedPart, vectorsOf } from './export';
import { useStore } from './store';

/** The link of one branch alone, "#" in front: what an export of it carries. */
export function branchLink(design: Design, branch: Branch): string {
  const { weights, activations, pins, metric, scatterAxis, drawer, selected, epochs, start } =
    DESIGN_DEFAULTS;
  const grid = { weights, activations, pins, metric, scatterAxis, drawer, selected, epochs, start };
  return `#${formatLink({ ...design, ...grid, view: 'compress', pipeline: [branch] })}`;
}

/** What is known of a branch of the present design. */
export function branchWalk(design: Design, branch: Branch): Walk {
  const { kept } = useCompress.getState();
  const plan = designPlan(design, branch);
  const keys = stepKeys(plan, activeData(design, useStore.getState().ownData).id);
  return replay(plan, (i) => kept[keys[i] ?? ''] ?? undefined);
}

/** The files of a branch's network, and its golden vectors recomputed, for reading. */
export const generateBranch = (branch: Branch, hooks: ExportHooks = {}): Promise<ExportFiles> =>
  generateExport(() => requestOf(branch), hooks);

/** Saves a branch's network as .tar.gz; `stopExport` ends it. */
export const exportBranch = (branch: Branch): Promise<void> =>
  saveExport(branch.name, () => requestOf(branch));

/** What the export of a branch is made from: its packed network, on the hardware of its "map". */
async function requestOf(branch: Branch): Promise<ExportRequest> {
  const { design } = useStore.getState();
  const { cell } = branchWalk(design, branch);
  if (!cell)
    throw new BitscapeError('NotMapped', `${branch.name} has no integer network to export`, branch.name);
  const data = await exportData();
  const { origin, ...part } = trainedPart(cell, branchLink(design, branch), data);
  const map = branch.steps.find((step): step is MapStep => step.kind === 'map') ?? MAP_DEFAULTS;
  const { topology, precision } = part.network;
  const nonZero = nonZeroWeights(part.network).map((layer) => layer.nonZero);
  const { estimate, device } = estimateOn(map, topology, precision, nonZero);
  return {
    ...part,
    estimate: writtenOut(estimate),
    device,
    clockMhz: map.clockMhz,
    origin: { ...origin, testedOn: data.id, folding: 'link' },
    vectors: vectorsOf(data),
    revision: REVISION,
  };
}
