import { BitscapeError } from '../errors';
import type { Topology } from '../network/topology';
import type { Precision } from '../precision';
import type { Chain } from './chain';
import type { Estimate, Folding, Resources } from './estimate';
import type { MvauOptions } from './mvau-options';
import type { FoldingModel } from './search/folding-model';
import type { Strategy, UnrolledOptions } from './unrolled/options';

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
  /** Thresholds, memories and multipliers of the MVAUs, for estimators that heed them; FINN's defaults without. */
  mvau?: MvauOptions;
  /** Reuse factor and strategy, for estimators with a `reuse`; hls4ml's defaults without. */
  unrolled?: UnrolledOptions;
}

/** Of an estimator whose layers are as parallel as a reuse factor says, instead of PE and SIMD. */
export interface ReuseModel {
  /** Reuse factors that the network can be built with, ascending; empty if it cannot be with that strategy. */
  stops(topology: Topology, strategy: Strategy): readonly number[];
  /** The total of the estimate alone, at one of the stops: a search asks for many. */
  total(request: EstimateRequest): Resources;
}

/** A resource model. New ones are added to the table in `estimators.ts`. */
export interface Estimator {
  id: string;
  /** What a person reads in the menu. */
  label: string;
  description: string;
  /** Whether it heeds the `mvau` of a request. */
  heedsMvau?: true;
  /** null if it applies, else why it does not ("lfc-hls models MLPs only"). */
  refuses(topology: Topology, options?: Pick<EstimateRequest, 'unrolled'>): string | null;
  /** The folding it uses when none is given. */
  defaultFolding(request: EstimateRequest): Folding[];
  estimate(request: EstimateRequest): Estimate;
  /** Its costs per layer, for the search for foldings; absent if they do not add up from the layers. */
  foldingModel?: FoldingModel;
  /** Present where a reuse factor takes the place of PE and SIMD; such an estimator refuses foldings. */
  reuse?: ReuseModel;
  /** The whole hardware of an estimated network, around its MVAUs; absent if the estimator models MVAUs only. */
  chain?(request: Pick<EstimateRequest, 'topology' | 'precision'>, estimate: Estimate): Chain;
  /** The total of that chain, alone and fast; present with `chain`. */
  chainTotal?(request: Pick<EstimateRequest, 'topology' | 'precision'>, estimate: Estimate): Resources;
}

/** Everything that an estimator models of a network: what must fit a device. */
export const wholeOf = (
  { chainTotal }: Estimator,
  request: Pick<EstimateRequest, 'topology' | 'precision'>,
  estimate: Estimate,
): Resources => chainTotal?.(request, estimate) ?? estimate.total;

/** @throws BitscapeError "NoFolding": for an estimator with a `reuse` that was given PE and SIMD. */
export function refuseFolding(estimator: string): never {
  throw new BitscapeError(
    'NoFolding',
    `${estimator} has no PE and SIMD: how parallel its layers are is set by the reuse factor and the strategy`,
    'folding',
  );
}
