import { type CompressionPlan, type CompressionStep, isQuantizing } from '../../core/compress/plan';
import type { TrainedCell } from '../checkpoint';
import { hardwareFor } from './context';
import type { StepResult } from './result';
import type { KeptStep } from './step-store';
import { titleOf } from './titles';

/** How far a plan is, and what it has come to. */
export interface Walk {
  steps: StepResult[];
  /** Index of the step whose network is the result; null if nothing was quantized. */
  chosen: number | null;
  /** Whether its accuracy on validation is the wanted one; null if none was wanted. */
  suffices: boolean | null;
  /** The result as a cell; null without one. */
  cell: TrainedCell | null;
}

/** A plan before its first step. */
export const startOf = ({ wanted }: CompressionPlan): Walk => ({
  steps: [],
  chosen: null,
  suffices: wanted === null ? null : false,
  cell: null,
});

/** Why the next step of a plan is not to be run: what it is to do is done. Null if it is. */
export function leftOut({ chosen, suffices, steps }: Walk, step: CompressionStep): string | null {
  if (!suffices || chosen === null || !isQuantizing(step)) return null;
  return `step ${chosen + 1} (${steps[chosen].step.kind}) suffices`;
}

/** The walk with its next step taken: what the step came to, or null for "map" and for one that is left out. */
export function taken(walk: Walk, plan: CompressionPlan, kept: KeptStep | null): Walk {
  const step = plan.steps[walk.steps.length];
  const why = leftOut(walk, step);
  const shown = { step, title: titleOf(step), leftOut: why, before: floatBefore(walk) };
  const steps = [...walk.steps, { ...shown, ...figuresOf(walk, plan, step, why === null ? kept : null) }];
  if (why !== null || !kept || !isQuantizing(step)) return { ...walk, steps };
  return {
    steps,
    chosen: steps.length - 1,
    cell: kept.cell,
    suffices: plan.wanted === null ? null : (kept.result.accuracy?.validation ?? 0) >= plan.wanted,
  };
}

/**
 * As much of a plan as is known without running anything: its steps up to the first that `keptAt` does not have.
 * `keptAt`: what the step of an index came to.
 */
export function replay(plan: CompressionPlan, keptAt: (index: number) => KeptStep | undefined): Walk {
  let walk = startOf(plan);
  for (const [index, step] of plan.steps.entries()) {
    const needed = step.kind !== 'map' && leftOut(walk, step) === null;
    const kept = needed ? keptAt(index) : null;
    if (kept === undefined) return walk;
    walk = taken(walk, plan, kept);
  }
  return walk;
}

/** Accuracy of the float network that a step starts from. */
const floatBefore = ({ steps }: Walk): StepResult['before'] =>
  steps.findLast(({ step }) => step.kind !== 'map' && !isQuantizing(step))?.accuracy ?? null;

type Figures = Omit<StepResult, 'step' | 'title' | 'leftOut' | 'before'>;

function figuresOf(walk: Walk, plan: CompressionPlan, step: CompressionStep, kept: KeptStep | null): Figures {
  if (kept) {
    const { result } = kept;
    return { ...result, ...hardwareFor(plan, result.precision, result.basis.reason, result.basis.nonZero) };
  }
  const mapped = step.kind === 'map' ? walk.steps[walk.chosen ?? walk.steps.length - 1] : undefined;
  if (!mapped) return NOTHING;
  const { step: _, title: __, leftOut: ___, before: ____, ...figures } = mapped;
  return { ...figures, seconds: null, testSeconds: null };
}

/** A step that was left out. */
const NOTHING: Figures = {
  accuracy: null,
  size: null,
  precision: null,
  seconds: null,
  testSeconds: null,
  hardware: null,
  notMapped: null,
  floatLayers: [],
  basis: { reason: null, nonZero: [] },
};
