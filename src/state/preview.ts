import { useMemo } from 'react';
import type { Design } from '../core/design/design';
import { ALL_BITS, type CellPosition, cellKey, cellName, cellsOf } from '../core/precision';
import { type Anchor, calibrate, levelOf } from '../core/preview/calibrate';
import { smoothGrid } from '../core/preview/smooth';
import { sharedKey } from '../engine/shared/recipe';
import type { AccuracyLayer } from './accuracy';
import { atlasTerms, NOT_PRUNED } from './atlas';
import { type DataSummary, useActiveData } from './data-sets';
import { plural } from './messages';
import type { PreviewBasis } from './preview-basis';
import { type PreviewSlice, previewOf, type SharedAccuracies } from './preview-slice';
import { denseRecipe, trainingKey } from './recipes';
import { accuracyOf, type CellResult } from './results-slice';
import { useStore } from './store';

/** The grid's cells in the order of a preview's accuracies. */
export const PREVIEW_CELLS: readonly CellPosition[] = cellsOf(ALL_BITS, ALL_BITS);

/** What a preview belongs to: network, input bits, loss, seed and data; not the epochs, nor where cells start. */
export const previewKey = (design: Design, datasetId: string): string =>
  sharedKey(denseRecipe(design, design.selected), datasetId);

/** The cells that set a preview's level: all of the grid that are trained to the end. */
export const anchorsOf = (results: Readonly<Record<string, CellResult>>): Anchor[] =>
  PREVIEW_CELLS.flatMap((cell) => {
    const accuracy = accuracyOf(results[cellKey(cell)]);
    return accuracy === null ? [] : [{ ...cell, accuracy }];
  });

/** What there is to make a preview from. */
export interface PreviewParts {
  /** The engine and the revision are those of a finished one. */
  shared: Pick<SharedAccuracies, 'accuracies' | 'epochs'> & Partial<SharedAccuracies>;
  rough: boolean;
  anchors: readonly Anchor[];
}

/** The preview of a design's grid, as accuracies under those of the cells' own training. */
export function previewLayer(design: Design, data: DataSummary, parts: PreviewParts): AccuracyLayer {
  const { shared, rough } = parts;
  // Rough scores are not yet at a level that could be set.
  const anchors = rough ? [] : parts.anchors;
  const smoothed = smoothGrid(PREVIEW_CELLS, shared.accuracies);
  const values = calibrate(PREVIEW_CELLS, smoothed, anchors);
  const basis: PreviewBasis = {
    rough,
    sharedEpochs: shared.epochs,
    anchors,
    level: levelOf(PREVIEW_CELLS, smoothed, anchors),
    shared: byKey(shared.accuracies),
    smoothed: byKey(smoothed),
    terms: { ...atlasTerms(design), start: design.start },
  };
  const { network, epochs, start } = basis.terms;
  const from = start === 'shared' ? ' from shared weights' : '';
  const dense = design.sparsity > 0 ? NOT_PRUNED : '';
  const made = shared.engine ? `, trained by ${shared.engine}, Bitscape ${shared.revision}` : '';
  return {
    source: 'preview',
    data,
    epochs,
    final: anchors.length > 0,
    terms: `${network.toUpperCase()}, ${data.name}, ${plural(epochs, 'epoch')}${from}${dense}, ${levelWords(basis)}`,
    origin: `one training of weights shared by all 64 networks, ${plural(shared.epochs, 'epoch')} on ${data.name}${made}`,
    cells: Object.fromEntries(
      PREVIEW_CELLS.map((cell, i) => [cellKey(cell), { value: values[i], history: [], seeds: [], sd: null }]),
    ),
    basis,
  };
}

const byKey = (values: readonly number[]): Record<string, number> =>
  Object.fromEntries(PREVIEW_CELLS.map((cell, i) => [cellKey(cell), values[i]]));

/** Anchors that are named one by one. */
const NAMED = 4;

/** "level set by W4 A4", "level set by 12 trained cells", "level not set yet", "rough so far". */
export function levelWords({ rough, anchors }: Pick<PreviewBasis, 'rough' | 'anchors'>): string {
  if (rough) return 'rough so far';
  if (anchors.length === 0) return 'level not set yet';
  const names =
    anchors.length <= NAMED ? anchors.map(cellName).join(', ') : `${anchors.length} trained cells`;
  return `level set by ${names}`;
}

/**
 * What the grid has of a preview; null if there is none to show. Without a trained cell the level is not known: that is
 * shown while a run is on its way there, and not at rest, when it would stand in for figures that are closer.
 */
export function previewParts(
  key: string,
  { previews, livePreview }: Pick<PreviewSlice, 'previews' | 'livePreview'>,
  anchors: readonly Anchor[],
): PreviewParts | null {
  const live = livePreview?.key === key ? livePreview : null;
  const kept = previewOf(previews, key);
  if (kept && (anchors.length > 0 || live)) return { shared: kept, rough: false, anchors };
  if (live?.scores) return { shared: { ...live, accuracies: live.scores }, rough: true, anchors };
  return null;
}

/** The preview of the store's design, null while there is none. */
export function usePreviewLayer(): AccuracyLayer | null {
  const design = useStore((s) => s.design);
  const data = useActiveData();
  const results = useStore((s) => s.results);
  const resultsOf = useStore((s) => s.resultsOf);
  const previews = useStore((s) => s.previews);
  const livePreview = useStore((s) => s.livePreview);
  const { network, inputBits, loss, seed, epochs, start, sparsity } = design;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the design only these fields matter
  return useMemo(() => {
    const own = resultsOf === trainingKey(design, data) ? results : {};
    const parts = previewParts(previewKey(design, data.id), { previews, livePreview }, anchorsOf(own));
    return parts && previewLayer(design, data, parts);
  }, [
    network,
    inputBits,
    loss,
    seed,
    epochs,
    start,
    sparsity,
    data,
    results,
    resultsOf,
    previews,
    livePreview,
  ]);
}
