import { useMemo } from 'react';
import { estimateChosen } from '../core/design/chosen-grid';
import type { Design } from '../core/design/design';
import type { Device, Fit } from '../core/hardware/device';
import { deviceOf } from '../core/hardware/devices';
import type { Estimate } from '../core/hardware/estimate';
import { estimatorFor } from '../core/hardware/estimators';
import type { GridEstimate } from '../core/hardware/grid-estimate';
import { ALL_BITS, type CellPosition, cellKey } from '../core/precision';
import { designPrecision, designTopology } from './recipes';
import { accuracyOf, type CellResult, latestOf } from './results-slice';
import { useStore } from './store';

/** One cell of the grid with all that is known of it. */
export interface GridCell extends CellPosition {
  key: string;
  estimate: Estimate;
  fit: Fit;
  result: CellResult | undefined;
  /** Of a finished run, 0..1; null otherwise. What ranks, fronts and scores are made from. */
  accuracy: number | null;
  /** After the last finished epoch, finished run or not; null before the first. */
  latest: number | null;
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

/** The hardware side of a design: its estimator, or FINN's where the chosen one does not apply. */
export function hardwareOf(design: Design) {
  const topology = designTopology(design);
  const { estimator, refusal } = estimatorFor(design.estimator, topology);
  const { targetFps, clockMhz } = design;
  const { inputBits } = designPrecision(design, design.selected);
  return { refusal, estimator, topology, inputBits, targetFps, clockMhz, device: deviceOf(design.device) };
}

/** Estimates of all 64 cells at the design's folding. */
export function estimateDesign(design: Design): { grid: GridEstimate; refusal: string | null } {
  const { refusal, ...request } = hardwareOf(design);
  return { grid: estimateChosen(request, design.folding, ALL_BITS, ALL_BITS), refusal };
}

/** Joins estimates and training results into the grid. */
export function composeGrid(
  design: Pick<Design, 'weights' | 'activations' | 'device'>,
  { grid, refusal }: ReturnType<typeof estimateDesign>,
  results: Readonly<Record<string, CellResult>>,
): Grid {
  const cells = grid.cells.map(({ weightBits, activationBits, estimate, fit }): GridCell => {
    const key = cellKey({ weightBits, activationBits });
    const result = results[key];
    const inGrid = design.weights.includes(weightBits) && design.activations.includes(activationBits);
    const trained = { result, accuracy: accuracyOf(result), latest: latestOf(result) };
    return { weightBits, activationBits, key, estimate, fit, ...trained, inGrid };
  });
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  return { cells, byKey, counts: grid.counts, device: deviceOf(design.device), refusal };
}

/** The grid of the store's design and results, recomputed only when what it depends on changes. */
export function useGrid(): Grid {
  const design = useStore((s) => s.design);
  const results = useStore((s) => s.results);
  const { network, inputBits, estimator, device, folding, targetFps, clockMhz, weights, activations } =
    design;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields listed are all that the estimate reads
  const estimated = useMemo(
    () => estimateDesign(design),
    [network, inputBits, estimator, device, folding, targetFps, clockMhz],
  );
  return useMemo(
    () => composeGrid({ weights, activations, device }, estimated, results),
    [weights, activations, device, estimated, results],
  );
}

/** The selected cell of a grid. */
export const useSelectedCell = (grid: Grid): GridCell => {
  const selected = useStore((s) => s.design.selected);
  return grid.byKey.get(cellKey(selected))!;
};
