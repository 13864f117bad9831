import type { StageParameters } from '../../core/network/parameters';
import type { CellPosition } from '../../core/precision';
import type { Batch } from '../trainer';

/** The shared weights, and the scale and shift of every weight width: `affine.get(weightBits)[stage]`. */
export interface SharedState {
  weights: Float32Array[];
  affine: ReadonlyMap<number, readonly { gamma: Float32Array; beta: Float32Array }[]>;
}

/**
 * One set of weights, trained at many precisions. The weights are the same for all cells; BatchNorm's scale and
 * shift are shared by the cells of one weight width, its statistics belong to a cell. Weights stay within the limits
 * of the narrowest quantizer, so that every quantizer's straight-through gradient passes.
 */
export interface SharedTrainer {
  /** One optimiser step at the precision of a cell: of the weights, and of its width's scale and shift. */
  step(batch: Batch, cell: CellPosition, learningRate: number): void;
  /** Mean loss of the steps since the last call (NaN if none). */
  drain(): number;
  /** Share of the images whose class is the label, with the statistics of each batch: cheap and rough. */
  score(batches: readonly Batch[], cell: CellPosition): number;
  /** A copy of the cell's parameters, BatchNorm's statistics being the mean over the given batches. */
  parametersAt(cell: CellPosition, batches: readonly Batch[]): StageParameters[];
  /** A copy of what is trained. */
  state(): SharedState;
  /** Frees the memory; the trainer is of no use afterwards. */
  dispose(): void;
}
