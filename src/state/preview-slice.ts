import type { StateCreator } from 'zustand';
import type { AppState } from './store';

/** What a finished shared-weight training came to: what a preview of the grid is made from. */
export interface SharedAccuracies {
  /** `previewKey` of what was trained. */
  key: string;
  /** Test accuracy of each cell's integer network made from the shared weights, 0..1; W down, A across. */
  accuracies: readonly number[];
  /** Epochs of the shared weights, together for all cells. */
  epochs: number;
  engine: string;
  /** Version of Bitscape. */
  revision: string;
}

/** The shared-weight training of the run that goes on, or that it went through. */
export interface LivePreview extends Pick<SharedAccuracies, 'key' | 'epochs'> {
  /** Rough accuracies of all cells, ordered as the finished ones; null before the first and once it is finished. */
  scores: readonly number[] | null;
}

/** What previews are made from. */
export interface PreviewSlice {
  /** Each key once, the latest last; kept by this browser. */
  previews: readonly SharedAccuracies[];
  livePreview: LivePreview | null;
  /** Keeps what a training came to, unless a longer one is kept already. */
  keepPreview(shared: SharedAccuracies): void;
  setPreviews(previews: readonly SharedAccuracies[]): void;
  setLivePreview(live: LivePreview | null): void;
}

/** Previews that are kept; a further one replaces the oldest. */
export const PREVIEW_LIMIT = 100;

export const createPreviewSlice: StateCreator<AppState, [], [], PreviewSlice> = (set) => ({
  previews: [],
  livePreview: null,
  keepPreview: (shared) =>
    set(({ previews }) => {
      const kept = previewOf(previews, shared.key);
      const longest = kept && kept.epochs > shared.epochs ? kept : shared;
      return { previews: [...previews.filter((one) => one !== kept), longest].slice(-PREVIEW_LIMIT) };
    }),
  setPreviews: (previews) => set({ previews }),
  setLivePreview: (livePreview) => set({ livePreview }),
});

/** The preview of that key. */
export const previewOf = (previews: readonly SharedAccuracies[], key: string): SharedAccuracies | undefined =>
  previews.find((preview) => preview.key === key);
