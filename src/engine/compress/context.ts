import { mappedTo } from '../../core/compress/hardware';
import type { CompressionPlan, MapStep } from '../../core/compress/plan';
import type { Dataset } from '../../core/datasets/dataset';
import type { Precision } from '../../core/precision';
import type { Checkpoint, TrainedCell } from '../checkpoint';
import type { RunOptions } from '../run-options';
import type { Engine } from '../trainer';
import type { FloatState } from './float-state';
import type { StepResult } from './result';
import type { StepStore } from './step-store';

/** What a plan runs with. */
export interface CompressOptions extends Pick<RunOptions, 'onProgress' | 'signal' | 'gate'> {
  /** What was run before, and where what is run now is kept; without it every step is run. */
  store?: StepStore;
  /** A float training of the plan's first step to go on from, or to take as it is if it is whole. */
  resume?: Checkpoint;
  /** Awaited with the float training after every epoch, and when it is whole. */
  onFloat?(run: Checkpoint): void | Promise<void>;
  /** Called when a step is done or left out. */
  onStep?(result: StepResult, index: number): void;
}

/** What every step of a running plan has. */
export interface Context {
  engine: Engine;
  data: Dataset;
  plan: CompressionPlan;
  options: CompressOptions;
}

/** What a step gives: its figures, and the network that later steps or the result take. */
export interface StepOutcome {
  result: Omit<StepResult, 'step' | 'title' | 'leftOut' | 'before'>;
  float?: FloatState;
  cell?: TrainedCell | null;
}

/** Hardware of a precision by the plan's "map"; or why there is none. */
export function hardwareFor(
  plan: CompressionPlan,
  precision: Precision | null,
  reason: string | null,
  nonZero: readonly number[] = [],
): Pick<StepResult, 'hardware' | 'notMapped' | 'basis'> {
  const basis = { reason, nonZero: [...nonZero] };
  if (precision === null) return { hardware: null, notMapped: reason, basis };
  const map = plan.steps.find((step): step is MapStep => step.kind === 'map');
  if (!map) return { hardware: null, notMapped: 'the plan has no step "map"', basis };
  const { hardware, reason: refusal } = mappedTo(map, plan.topology, precision, nonZero);
  return { hardware, notMapped: refusal, basis };
}
