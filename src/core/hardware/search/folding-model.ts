import type { Topology } from '../../network/topology';
import type { Folding, ResourceName } from '../estimate';
import type { EstimateRequest } from '../estimator';

/** One stage as the search sees it: its matrix, and the cycles per image that a folding of it takes. */
export interface FoldedStage {
  name: string;
  /** The matrix to fold, padded where the estimator pads. */
  mw: number;
  mh: number;
  cycles(folding: Folding): number;
}

/** Resources in the order of the model's `resources`, not rounded. */
export type Cost = readonly number[];

/** What a stage takes at a folding. Called for every legal folding: plain arithmetic only. */
export type StageCost = (folding: Folding) => Cost;

/** What the costs depend on besides the folding. */
export type CostRequest = Pick<EstimateRequest, 'topology' | 'precision' | 'part'>;

/**
 * An estimator whose totals are a base plus a sum over the stages, each term depending on its own stage's folding alone.
 * The estimate's total is the sum, rounded. This is all that the search for foldings knows of an estimator.
 */
export interface FoldingModel {
  /** The resources that the estimator models. */
  resources: readonly ResourceName[];
  base: Cost;
  stages(topology: Topology): readonly FoldedStage[];
  /** One function per stage. */
  costs(request: CostRequest): readonly StageCost[];
}
