import { entryOf, smallRun } from '../core/atlas/testing';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import type { AccuracyLayer } from './accuracy';
import type { LoadedAtlas } from './atlas';
import { activeData } from './data-sets';
import { composeGrid, estimateDesign, type Grid } from './grid';
import type { CellResult } from './results-slice';

/** A finished result with these test accuracies after its epochs. */
export const finished = (...accuracies: number[]): CellResult => ({
  status: 'done',
  progress: 1,
  history: accuracies.map((test) => ({ test, validation: test, loss: 1 })),
});

/** A grid of real estimates, given results and layers, for view-model tests. */
export function gridOf(
  results: Record<string, CellResult>,
  patch: Partial<Design> = {},
  layers: readonly AccuracyLayer[] = [],
): Grid {
  const design = { ...DESIGN_DEFAULTS, ...patch };
  return composeGrid(design, estimateDesign(design), { results, data: activeData(design, null), layers });
}

/** A reference of MNIST, 10 epochs, one seed, with these accuracies by `cellKey`. */
export const referenceOf = (accuracies: Readonly<Record<string, number>>): AccuracyLayer => ({
  source: 'reference',
  data: { id: 'mnist', name: 'MNIST', testImages: 10_000 },
  epochs: 10,
  terms: 'TFC, MNIST, 10 epochs, 1 seed',
  origin: 'run tfc-10 of the reference atlas',
  cells: Object.fromEntries(
    Object.entries(accuracies).map(([key, value]) => [
      key,
      { value, history: [value - 0.01, value], seeds: [{ seed: 1, accuracy: value }], sd: null },
    ]),
  ),
});

/** An atlas of the core's example run: W1 A1 has a network and two seeds. */
export const smallAtlas = (): LoadedAtlas => ({
  manifest: { dataset: 'mnist', entries: [entryOf()] },
  runs: { 'tfc-2': smallRun() },
});
