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
export type CostRequest = Pick<EstimateRequest, 'topology' | 'precision' | 'part' | 'mvau'>;

/** What stands between the MVAU before a stage and the stage's own, as the search sees it. */
export interface Joint {
  /** How it is folded where the slowest MVAU takes `cycles`: what has the same number has the same costs. */
  sizing(cycles: number): number;
  /** What it takes behind `pe` outputs at once and before `simd` inputs at once, where the slowest takes `cycles`. */
  cost(pe: number, simd: number, cycles: number): Cost;
}

/**
 * An estimator whose totals are a base plus a sum over the stages, each term depending on its own stage's folding alone,
 * and if it models what stands around the stages, over the joints between neighbours. The total that must fit is the
 * sum, rounded. This is all that the search for foldings knows of an estimator.
 */
export interface FoldingModel {
  /** The resources that the estimator models. */
  resources: readonly ResourceName[];
  base: Cost;
  stages(topology: Topology): readonly FoldedStage[];
  /** One function per stage. */
  costs(request: CostRequest): readonly StageCost[];
  /** One joint per stage, before it; the same objects for requests with the same costs. Absent: nothing is around. */
  joints?(request: CostRequest): readonly Joint[];
}
