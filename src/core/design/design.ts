import type { Pipeline } from '../compress/pipeline';
import type { Device } from '../hardware/device';
import { MVAU_OPTION_DEFAULTS, type MvauOptions } from '../hardware/mvau-options';
import type { Strategy } from '../hardware/unrolled/options';
import { ALL_BITS, type CellPosition } from '../precision';
import type { FoldingChoice } from './folding-choice';

/** What the grid shows in its cells. */
export type Metric = 'accuracy' | 'error' | 'lut' | 'ff' | 'bram18' | 'dsp' | 'cycles' | 'fps';

/** The resource on the scatter's axis. */
export type ScatterAxis = 'lut' | 'ff' | 'bram18' | 'dsp' | 'cycles';

/**
 * A design and the view of it: all that a share link carries. Plain data, no functions.
 * `network`: preset name or "784-128-64-10". `inputBits` null: the network's default.
 */
export interface Design {
  network: string;
  inputBits: number | null;
  data: 'synthetic' | 'mnist';
  seed: number;
  epochs: number;
  loss: 'cross-entropy' | 'squared-hinge';
  /** First weights of a cell's training: random, or those of the grid's shared-weight training. */
  start: 'scratch' | 'shared';
  /** Share of the weights that training holds at 0, where W is 2 or more; 0: none. */
  sparsity: number;
  /** Rows and columns to train. */
  weights: readonly number[];
  activations: readonly number[];
  estimator: string;
  /** Multiplications per multiplier, and how they are shared: for estimators with a `reuse`. */
  reuseFactor: number;
  strategy: Strategy;
  /** Id of the table. */
  device: string;
  /** A device of the person's own, which goes before that of the table; see `designDevice`. */
  ownDevice: Device | null;
  folding: FoldingChoice;
  /** Thresholds, memories and multipliers of the MVAUs: for estimators that heed them. */
  mvau: MvauOptions;
  targetFps: number;
  clockMhz: number;
  /** Ways to compress the network, side by side; empty: none. */
  pipeline: Pipeline;
  /** The selected cell. */
  selected: CellPosition;
  /** At most three cells to compare with. */
  pins: readonly CellPosition[];
  metric: Metric;
  scatterAxis: ScatterAxis;
  /** Points of accuracy that the smallest design may lose against the best; null: it is not asked for. */
  tolerance: number | null;
  drawer: 'closed' | 'code' | 'table' | 'log';
  /** What the centre shows: the grid, or the pipeline. */
  view: 'grid' | 'compress';
}

/** Defaults of link version 1: frozen, since a link holds only what differs from them. */
export const DESIGN_DEFAULTS: Readonly<Design> = {
  network: 'tfc',
  inputBits: null,
  data: 'synthetic',
  seed: 42,
  epochs: 5,
  loss: 'cross-entropy',
  start: 'scratch',
  sparsity: 0,
  weights: ALL_BITS,
  activations: ALL_BITS,
  estimator: 'finn',
  reuseFactor: 1,
  strategy: 'latency',
  device: 'xc7z020',
  ownDevice: null,
  folding: 'rule',
  mvau: MVAU_OPTION_DEFAULTS,
  targetFps: 10000,
  clockMhz: 100,
  pipeline: [],
  selected: { weightBits: 3, activationBits: 3 },
  pins: [
    { weightBits: 1, activationBits: 1 },
    { weightBits: 8, activationBits: 8 },
  ],
  metric: 'accuracy',
  scatterAxis: 'lut',
  tolerance: null,
  drawer: 'closed',
  view: 'grid',
};
