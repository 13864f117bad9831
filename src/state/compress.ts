import { create } from 'zustand';
import { type Branch, branchPlan } from '../core/compress/pipeline';
import type { CompressionPlan } from '../core/compress/plan';
import type { Design } from '../core/design/design';
import { defaultInputBits } from '../core/network/presets';
import { stepKeys } from '../engine/compress/step-keys';
import { type KeptStep, type StepStore, stepStore } from '../engine/compress/step-store';
import { openStepTable } from '../engine/storage/open-steps';
import type { StepTable } from '../engine/storage/step-table';
import { activeData } from './data-sets';
import { designTopology } from './recipes';
import { cellStore } from './storage';
import { useStore } from './store';

/** What the page knows of the steps of pipelines; not in the link. */
interface CompressState {
  /** By `stepKeys`; null: looked for, and not there. */
  kept: Readonly<Record<string, KeptStep | null>>;
  /** Key of the step that runs, and the share of it that is done, 0..1. */
  running: { key: string; share: number } | null;
  /** The selected step. */
  selected: { branch: number; step: number };
  /** Name of the branch that the others are compared with; null: none. */
  against: string | null;
}

export const useCompress = create<CompressState>()(() => ({
  kept: {},
  running: null,
  selected: { branch: 0, step: 0 },
  against: null,
}));

/** The plan of a branch under a design: the network, its input, loss and seed are the design's. */
export function designPlan(design: Design, branch: Branch): CompressionPlan {
  const topology = designTopology(design);
  const { inputBits, loss, seed } = design;
  return branchPlan({ topology, inputBits: inputBits ?? defaultInputBits(topology), loss, seed }, branch);
}

let table: Promise<StepTable> | null = null;

/** The page's table of steps, opened once; says so if it cannot outlive the page. */
export function stepTable(): Promise<StepTable> {
  table ??= openStepTable((problem) => useStore.getState().notify('error', problem));
  return table;
}

/** The page's store of steps: what is kept shows at once. */
export async function keptSteps(): Promise<StepStore> {
  const store = stepStore(await stepTable(), (await cellStore()).store);
  return {
    ...store,
    async keepStep(key, step, float) {
      await store.keepStep(key, step, float);
      remember({ [key]: step });
    },
  };
}

const remember = (found: CompressState['kept']): void =>
  useCompress.setState(({ kept }) => ({ kept: { ...kept, ...found } }));

/** Reads what this device has of the design's pipeline. */
export async function loadKept(): Promise<void> {
  const { design, ownData } = useStore.getState();
  const dataset = activeData(design, ownData).id;
  const keys = design.pipeline.flatMap((branch) => stepKeys(designPlan(design, branch), dataset));
  const { kept } = useCompress.getState();
  const unknown = [...new Set(keys)].filter((key): key is string => key !== null && kept[key] === undefined);
  if (unknown.length === 0) return;
  const steps = await stepTable();
  const found = await Promise.all(
    unknown.map(async (key) => [key, (await steps.step(key)) ?? null] as const),
  );
  // A run may have ended a step meanwhile.
  const { kept: now } = useCompress.getState();
  remember(Object.fromEntries(found.filter(([key]) => !now[key])));
}

/** Forgets all steps of this device. */
export async function forgetSteps(): Promise<void> {
  await (await stepTable()).clear();
  useCompress.setState({ kept: {} });
}
