import { useMemo } from 'react';
import { estimateChosen } from '../core/design/chosen-grid';
import type { Design } from '../core/design/design';
import { designDevice } from '../core/design/own-device';
import { designUnrolled } from '../core/design/unrolled-choice';
import { zerosOf } from '../core/design/zeros';
import type { Device, Fit } from '../core/hardware/device';
import type { Estimate } from '../core/hardware/estimate';
import { estimatorFor } from '../core/hardware/estimators';
import type { GridEstimate } from '../core/hardware/grid-estimate';
import { ALL_BITS, type CellPosition, cellKey } from '../core/precision';
import {
  type AccuracyLayer,
  type CellAccuracy,
  comparedData,
  layerAccuracy,
  rankedAccuracy,
  stronger,
  trainedAccuracy,
} from './accuracy';
import { useReferenceLayer } from './atlas';
import { type DataSummary, useActiveData } from './data-sets';
import { usePreviewLayer } from './preview';
import { designPrecision, designTopology } from './recipes';
import type { CellResult } from './results-slice';
import { useStore } from './store';
import { type Counted, countedAt, useCountedZeros } from './zeros';

/** One cell of the grid with all that is known of it. */
export interface GridCell extends CellPosition {
  key: string;
  estimate: Estimate;
  fit: Fit;
  result: CellResult | undefined;
  /** The accuracy that the cell shows, of its own training or else of a layer; null where there is none. */
  shown: CellAccuracy | null;
  /** `shown` is on the data set that the grid compares; see `comparedData`. */
  compared: boolean;
  /** What ranks, fronts and scores are made from, 0..1: `rankedAccuracy` of `shown` if it is compared, else null. */
  accuracy: number | null;
  /** In the sub-grid that Train trains. */
  inGrid: boolean;
}

/** The whole grid: hardware estimates are instant, results arrive as cells train. */
export interface Grid {
  cells: GridCell[];
  byKey: ReadonlyMap<string, GridCell>;
  counts: GridEstimate['counts'];
  device: Device;
  /** Why the estimator refuses the network; the estimates are then FINN's. */
  refusal: string | null;
}

/**
 * The hardware side of a design: its estimator, or FINN's where the chosen one does not apply. Zeros of a pruned design are
 * as `counted`, elsewhere as its share says.
 */
export function hardwareOf(design: Design, counted: Counted = {}) {
  const topology = designTopology(design);
  const unrolled = designUnrolled(design, topology);
  const { estimator, refusal } = estimatorFor(design.estimator, topology, { unrolled });
  const { targetFps, clockMhz } = design;
  const { inputBits } = designPrecision(design, design.selected);
  const device = designDevice(design);
  return {
    refusal,
    estimator,
    topology,
    inputBits,
    targetFps,
    clockMhz,
    device,
    unrolled,
    zeros: zerosOf(topology, design.sparsity, countedAt(counted)),
    mvau: design.mvau,
  };
}

/** Estimates of all 64 cells at the design's folding. */
export function estimateDesign(
  design: Design,
  counted?: Counted,
): { grid: GridEstimate; refusal: string | null } {
  const { refusal, ...request } = hardwareOf(design, counted);
  return { grid: estimateChosen(request, design.folding, ALL_BITS, ALL_BITS), refusal };
}

/** What the grid knows of accuracies. */
export interface KnownAccuracies {
  /** Of the cells' own training, by `cellKey`, and the data set that it is on. */
  results: Readonly<Record<string, CellResult>>;
  data: DataSummary;
  /** What stands in for it where a cell has none. */
  layers: readonly AccuracyLayer[];
}

/** Joins estimates and accuracies into the grid. */
export function composeGrid(
  design: Pick<Design, 'weights' | 'activations' | 'device' | 'ownDevice'>,
  { grid, refusal }: ReturnType<typeof estimateDesign>,
  { results, data, layers }: KnownAccuracies,
): Grid {
  const known = grid.cells.map((cell) => {
    const key = cellKey(cell);
    const own = trainedAccuracy(results[key], data);
    const shown = layers.map((layer) => layerAccuracy(layer, key)).reduce(stronger, own);
    return { ...cell, key, result: results[key], shown };
  });
  const dataset = comparedData(known.map(({ shown }) => shown));
  const cells = known.map(({ weightBits, activationBits, estimate, fit, key, result, shown }): GridCell => {
    const compared = shown !== null && shown.data.id === dataset;
    const accuracy = compared ? rankedAccuracy(shown) : null;
    const inGrid = design.weights.includes(weightBits) && design.activations.includes(activationBits);
    const trained = { result, shown, compared, accuracy };
    return { weightBits, activationBits, key, estimate, fit, ...trained, inGrid };
  });
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  return { cells, byKey, counts: grid.counts, device: designDevice(design), refusal };
}

/** The grid of the store's design, results, preview and reference, recomputed only when what it depends on changes. */
export function useGrid(): Grid {
  const design = useStore((s) => s.design);
  const results = useStore((s) => s.results);
  const data = useActiveData();
  const preview = usePreviewLayer();
  const reference = useReferenceLayer();
  const { network, inputBits, estimator, device, folding, targetFps, clockMhz, weights, activations } =
    design;
  const { ownDevice, reuseFactor, strategy, mvau, sparsity } = design;
  const counted = useCountedZeros();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields listed are all that the estimate reads
  const estimated = useMemo(
    () => estimateDesign(design, counted),
    [
      network,
      inputBits,
      estimator,
      reuseFactor,
      strategy,
      device,
      ownDevice,
      folding,
      mvau,
      sparsity,
      counted,
      targetFps,
      clockMhz,
    ],
  );
  return useMemo(() => {
    const layers = [preview, reference].filter((layer) => layer !== null);
    return composeGrid({ weights, activations, device, ownDevice }, estimated, { results, data, layers });
  }, [weights, activations, device, ownDevice, estimated, results, data, preview, reference]);
}

/** The selected cell of a grid. */
export const useSelectedCell = (grid: Grid): GridCell => {
  const selected = useStore((s) => s.design.selected);
  return grid.byKey.get(cellKey(selected))!;
};
