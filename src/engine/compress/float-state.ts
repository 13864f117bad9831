import { type Calibrated, calibrate } from '../../core/compress/ptq';
import { type Dataset, sliceImages } from '../../core/datasets/dataset';
import type { StageParameters } from '../../core/network/parameters';
import type { Checkpoint } from '../checkpoint';
import { keyOfRun } from '../checkpoint';
import type { Recipe } from '../recipe';
import type { Accuracies } from './result';

/** The latest float network of a plan: what its quantizing steps start from. */
export interface FloatState {
  /** The whole run that trained it. */
  run: Checkpoint;
  recipe: Recipe;
  parameters: readonly StageParameters[];
  /** Key of the run that trained it. */
  key: string;
  accuracy: Accuracies;
  /** What it gives for the first images of the training set, computed once for each count. */
  calibrated(images: number): Calibrated;
}

/** The float network that a run ended with. */
export function floatState(run: Checkpoint, data: Dataset): FloatState {
  const { topology, precision } = run.recipe;
  const { parameters } = run.state;
  const known = new Map<number, Calibrated>();
  const { validation, test } = run.history[run.history.length - 1];
  return {
    run,
    recipe: run.recipe,
    parameters,
    key: keyOfRun(run),
    accuracy: { validation, test },
    calibrated(images) {
      const found = known.get(images);
      if (found) return found;
      const first = sliceImages(data.train, 0, Math.min(images, data.train.count));
      const made = calibrate(topology, precision.inputBits, parameters, first);
      known.set(images, made);
      return made;
    },
  };
}
