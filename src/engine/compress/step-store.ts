import type { CellStore } from '../cell-store';
import type { Checkpoint, TrainedCell } from '../checkpoint';
import type { StepResult } from './result';

/** What a step came to, whatever the plan's hardware and its other steps: kept by `stepKeys`. */
export interface KeptStep {
  version: 1;
  result: Omit<StepResult, 'step' | 'title' | 'leftOut' | 'before' | 'hardware' | 'notMapped'>;
  /** Of a quantizing step; null where it has no integer network to export. */
  cell: TrainedCell | null;
  /** Engine that it was run on. */
  engine: string;
}

/**
 * What steps that were run came to, so that branches share what they have in common and nothing is trained twice. Runs are
 * kept by `runKey`, steps by `stepKeys`.
 */
export interface StepStore {
  step(key: string): Promise<KeptStep | undefined>;
  /** The float network that a step ended with; of training and pruning only. */
  float(key: string): Promise<Checkpoint | undefined>;
  /** Keeps a step, with its float network if it has one. */
  keepStep(key: string, step: KeptStep, float: Checkpoint | undefined): Promise<void>;
  /** A training that was stopped between two epochs. */
  run(key: string): Promise<Checkpoint | undefined>;
  keepRun(key: string, run: Checkpoint): Promise<void>;
  /** Called when the training is whole. */
  forgetRun(key: string): Promise<void>;
}

/** A float network as it is kept: what later steps start from, without the optimiser's moments. */
export const withoutMoments = (run: Checkpoint): Checkpoint => ({
  ...run,
  state: { ...run.state, moments: [] },
});

/** A store whose steps lie in a table and whose trainings half done lie with those of the grid. */
export const stepStore = (
  { step, float, keepStep }: Pick<StepStore, 'step' | 'float' | 'keepStep'>,
  cells: Pick<CellStore, 'getCheckpoint' | 'putCheckpoint' | 'remove'>,
): StepStore => ({
  step,
  float,
  keepStep,
  run: (key) => cells.getCheckpoint(key),
  keepRun: (key, run) => cells.putCheckpoint(key, run),
  forgetRun: (key) => cells.remove(key),
});
