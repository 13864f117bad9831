import { entryOf, smallRun } from '../core/atlas/testing';
import type { Dataset } from '../core/datasets/dataset';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { foldNetwork } from '../core/network/fold';
import { packNetwork } from '../core/network/pack';
import { randomImages, randomParameters } from '../core/network/testing';
import type { CellTrainer } from '../engine/sweep/cell-trainer';
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
  final: true,
  terms: 'TFC, MNIST, 10 epochs, 1 seed',
  origin: 'run tfc-10 of the reference atlas',
  cells: Object.fromEntries(
    Object.entries(accuracies).map(([key, value]) => [
      key,
      { value, history: [value - 0.01, value], seeds: [{ seed: 1, accuracy: value }], sd: null },
    ]),
  ),
  basis: null,
});

/** An atlas of the core's example run: W1 A1 has a network and two seeds. */
export const smallAtlas = (): LoadedAtlas => ({
  manifest: { dataset: 'mnist', entries: [entryOf()] },
  runs: { 'tfc-2': smallRun() },
});

/** A data set of four images. */
export function smallData(id: string): Dataset {
  const input = { height: 28, width: 28, channels: 1 };
  const images = randomImages({ name: 't', input, layers: [], activation: 'relu' }, 4, 1);
  return { id, name: id, train: images, validation: images, test: images };
}

/** A trainer that finishes every cell at once, with that test accuracy. */
export const fakeTrainer = (dataset: string, accuracy = 0.9): CellTrainer => ({
  engine: { id: 'fake', label: 'Fake' },
  train: async (recipe) => ({
    version: 1,
    revision: 'test',
    recipe,
    dataset,
    history: [{ validation: accuracy, test: accuracy, loss: 1 }],
    network: packNetwork(
      foldNetwork(recipe.topology, recipe.precision, randomParameters(recipe.topology, 1)),
    ),
    seconds: 1,
    engine: 'fake',
  }),
  pause: () => {},
  resume: () => {},
  terminate: () => {},
});
