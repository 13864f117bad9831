import { SHARED_EPOCHS } from '../engine/shared/recipe';
import { useActiveData } from './data-sets';
import { anchorsOf, PREVIEW_CELLS, previewKey } from './preview';
import { previewOf, type SharedAccuracies } from './preview-slice';
import type { CellResult } from './results-slice';
import { useStore } from './store';

/** What previewing the grid would do next. */
export interface PreviewOffer {
  /**
   * `level`: the shared weights are known, and a cell must be trained for as many epochs as the design has. `longer`:
   * there is a preview, of shared weights trained for less.
   */
  kind: 'new' | 'level' | 'longer';
  /** Epochs of the shared weights. */
  epochs: number;
}

/** What there is to preview; null once all cells are trained, or the longest preview is there. */
export function previewOffer(
  kept: Pick<SharedAccuracies, 'epochs'> | undefined,
  results: Readonly<Record<string, CellResult>>,
): PreviewOffer | null {
  const anchors = anchorsOf(results).length;
  if (anchors === PREVIEW_CELLS.length) return null;
  if (!kept) return { kind: 'new', epochs: SHARED_EPOCHS.quick };
  if (anchors === 0) return { kind: 'level', epochs: kept.epochs };
  return kept.epochs < SHARED_EPOCHS.thorough ? { kind: 'longer', epochs: SHARED_EPOCHS.thorough } : null;
}

/** `previewOffer` for the store's design. */
export function usePreviewOffer(): PreviewOffer | null {
  const design = useStore((s) => s.design);
  const results = useStore((s) => s.results);
  const previews = useStore((s) => s.previews);
  const { id } = useActiveData();
  return previewOffer(previewOf(previews, previewKey(design, id)), results);
}
