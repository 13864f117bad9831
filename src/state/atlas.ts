import { useMemo } from 'react';
import type { AtlasEntry, AtlasManifest, AtlasNetwork, AtlasRun, AtlasTerms } from '../core/atlas/atlas';
import { bestEntry } from '../core/atlas/best-entry';
import { historyOf, summaryOf } from '../core/atlas/summary';
import type { Design } from '../core/design/design';
import { cellKey } from '../core/precision';
import type { AccuracyLayer, LayerAccuracy } from './accuracy';
import { knownData } from './data-sets';
import { plural } from './messages';
import { denseRecipe } from './recipes';
import { useStore } from './store';

/** What this tab has loaded of the reference atlas: runs by their id. */
export interface LoadedAtlas {
  manifest: AtlasManifest | null;
  runs: Readonly<Record<string, AtlasRun>>;
}

/** A run of the atlas with its line of the manifest. */
export interface ReferenceRun {
  entry: AtlasEntry;
  run: AtlasRun;
}

/** A packed network of the atlas, and the accuracy of that very network. */
export interface ReferenceNetwork extends ReferenceRun {
  packed: AtlasNetwork;
  seed: number;
  /** Test accuracy 0..1 after the last epoch. */
  accuracy: number;
}

/** What of the atlas belongs to a design; the name of a preset's twin ("784-64-64-64-10") counts as the preset. */
export function atlasTerms(design: Design): AtlasTerms {
  const { topology, precision, loss, epochs } = denseRecipe(design, design.selected);
  return { network: topology.name, inputBits: precision.inputBits, loss, epochs };
}

/** The runs that the page needs for a design: to show, and to export from. */
export function wantedEntries(manifest: AtlasManifest, design: Design): AtlasEntry[] {
  const terms = atlasTerms(design);
  const wanted = [bestEntry(manifest, terms), bestEntry(withNetworks(manifest), terms)];
  return [...new Set(wanted.filter((entry) => entry !== null))];
}

/** The run whose accuracies stand in for a design's own; null if there is none or it is not loaded yet. */
export const referenceRun = ({ manifest, runs }: LoadedAtlas, design: Design): ReferenceRun | null =>
  loadedRun(manifest && bestEntry(manifest, atlasTerms(design)), runs);

/** The network of the selected cell that can be exported without training; null if there is none or not yet. */
export function referenceNetwork({ manifest, runs }: LoadedAtlas, design: Design): ReferenceNetwork | null {
  const loaded = loadedRun(manifest && bestEntry(withNetworks(manifest), atlasTerms(design)), runs);
  const networks = loaded?.run.networks;
  const key = cellKey(design.selected);
  const packed = networks?.cells.find((cell) => cellKey(cell) === key);
  const trained = loaded?.run.cells.find((cell) => cellKey(cell) === key);
  const history = trained?.runs.find(({ seed }) => seed === networks?.seed);
  const accuracy = history?.test.at(-1);
  if (!loaded || !networks || !packed || accuracy === undefined) return null;
  return { ...loaded, packed, seed: networks.seed, accuracy };
}

const withNetworks = (manifest: AtlasManifest): AtlasManifest => ({
  ...manifest,
  entries: manifest.entries.filter(({ networksOf }) => networksOf !== null),
});

function loadedRun(entry: AtlasEntry | null, runs: LoadedAtlas['runs']): ReferenceRun | null {
  const run = entry && runs[entry.id];
  return run ? { entry, run } : null;
}

/** What is said of accuracies that stand in for those of pruned networks. */
export const NOT_PRUNED = ', not pruned';

/** A run of the atlas as a layer under the accuracies of a design of so many epochs, which may be pruned: the run is not. */
export function referenceLayer(
  { entry, run }: ReferenceRun,
  designEpochs: number,
  pruned = false,
): AccuracyLayer {
  const { network, epochs } = run.terms;
  const data = { id: run.dataset, name: dataName(run), testImages: run.images.test };
  const instead = epochs === designEpochs ? '' : ` (yours: ${designEpochs})`;
  const seeds = seedsText(run);
  return {
    source: 'reference',
    data,
    epochs,
    final: true,
    terms: `${network.toUpperCase()}, ${data.name}, ${plural(epochs, 'epoch')}${instead}, ${seeds}${pruned ? NOT_PRUNED : ''}`,
    origin:
      `run ${entry.id} of the reference atlas: ${plural(epochs, 'epoch')} on ${data.name}, ${seeds}, trained by ` +
      `${entry.engine}, Bitscape ${entry.revision}, ${entry.date}. The long runs of paper 003 (LFC, 100 epochs) are ` +
      'not in the atlas',
    cells: Object.fromEntries(run.cells.map((cell) => [cellKey(cell), layerAccuracy(cell)])),
    basis: null,
  };
}

function layerAccuracy(cell: AtlasRun['cells'][number]): LayerAccuracy {
  const { mean, sd } = summaryOf(cell);
  const seeds = cell.runs.map(({ seed, test }) => ({ seed, accuracy: test[test.length - 1] }));
  return { value: mean, history: historyOf(cell).test, seeds, sd };
}

/** Name of the data set of a run. */
export const dataName = ({ dataset }: AtlasRun): string => knownData(dataset)?.name ?? dataset;

/** "3 seeds", or "1 to 3 seeds" where some cells have fewer than others. */
function seedsText({ cells }: AtlasRun): string {
  const counts = cells.map(({ runs }) => runs.length);
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high ? plural(high, 'seed') : `${low} to ${plural(high, 'seed')}`;
}

/** The reference under the store's design. */
export function useReferenceLayer(): AccuracyLayer | null {
  const atlas = useStore((s) => s.atlas);
  const design = useStore((s) => s.design);
  const { entry, run } = referenceRun(atlas, design) ?? {};
  const { epochs, sparsity } = design;
  return useMemo(
    () => (entry && run ? referenceLayer({ entry, run }, epochs, sparsity > 0) : null),
    [entry, run, epochs, sparsity],
  );
}
