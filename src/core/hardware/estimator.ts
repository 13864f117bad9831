import type { Topology } from '../network/topology';
import type { Precision } from '../precision';
import type { Chain } from './chain';
import type { Estimate, Folding } from './estimate';
import type { FoldingModel } from './search/folding-model';

export interface EstimateRequest {
  topology: Topology;
  precision: Precision;
  /** One per stage; without it the estimator's default folding. */
  folding?: Folding[];
  /** Target of the default folding where the estimator uses FINN's rule. */
  targetFps: number;
  clockMhz: number;
  /** Vivado part name, for the DSP block kind. */
  part: string;
}

/** A resource model. New ones are added to the table in `estimators.ts`. */
export interface Estimator {
  id: string;
  /** What a person reads in the menu. */
  label: string;
  description: string;
  /** null if it applies, else why it does not ("lfc-hls models MLPs only"). */
  refuses(topology: Topology): string | null;
  /** The folding it uses when none is given. */
  defaultFolding(request: EstimateRequest): Folding[];
  estimate(request: EstimateRequest): Estimate;
  /** Its costs per layer, for the search for foldings; absent if they do not add up from the layers. */
  foldingModel?: FoldingModel;
  /** The whole hardware of an estimated network, around its MVAUs; absent if the estimator models MVAUs only. */
  chain?(request: Pick<EstimateRequest, 'topology' | 'precision'>, estimate: Estimate): Chain;
}
